package io.kindling.driver.audit.rule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Shares as people read them. */
final class Shares {
    private Shares() {}

    /** {@code 12 %}, {@code 1.2 %}, {@code 0.012 %}. */
    static String percent(double share) {
        double percent = 100 * share;
        int digits = percent >= 10 ? 0 : percent >= 1 ? 1 : percent >= 0.1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + digits + "f %%", percent);
    }

    /** {@code 1 row}, {@code 1,234 rows}. */
    static String counted(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    /** A number with three digits that count. */
    static String rounded(double x) {
        return new BigDecimal(x).round(new MathContext(3)).stripTrailingZeros().toPlainString();
    }

    /** A number with four digits that count, as short as may be. */
    static String number(double x) {
        if (x == Math.rint(x) && Math.abs(x) < 1e7) {
            return String.format(Locale.ROOT, "%.0f", x);
        }
        String text = String.format(Locale.ROOT, "%.4g", x);
        return text.contains(".") && !text.contains("e") ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
