package io.kindling.driver.report;

import java.util.Locale;

/** Figures as people read them: four digits that tell something, whatever their size. */
public final class Figures {
    private Figures() {}

    /** 0.9812, 552.1, 1.23e-07. */
    public static String of(double figure) {
        if (Double.isNaN(figure)) {
            return "none";
        }
        double size = Math.abs(figure);
        if (size != 0 && (size < 1e-3 || size >= 1e6)) {
            return String.format(Locale.ROOT, "%.3e", figure);
        }
        return String.format(Locale.ROOT, size >= 100 ? "%.1f" : "%.4f", figure);
    }
}
