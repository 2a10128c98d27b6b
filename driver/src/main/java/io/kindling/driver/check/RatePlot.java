package io.kindling.driver.check;

import io.kindling.driver.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A rate curve as lines of text: a bar of the smoothed loss for some of the rates. */
final class RatePlot {
    private static final int LINES = 16;
    private static final int WIDTH = 40;

    private RatePlot() {}

    /**
     * The lines.
     *
     * @param configured rate, to be marked
     */
    static List<String> lines(RateCurve curve, double configured) {
        int each = Math.max(1, (curve.steps() + LINES - 1) / LINES);
        double most = curve.loss(0);
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < curve.steps(); from += each) {
            int to = Math.min(curve.steps(), from + each);
            double loss = curve.loss(to - 1);
            int length = (int) Math.round(Math.min(1.2, loss / most) * WIDTH);
            lines.add(String.format(
                            Locale.ROOT,
                            "%.1e  %9s  %s%s",
                            curve.rate(to - 1),
                            Figures.of(loss),
                            "#".repeat(Double.isNaN(loss) ? 0 : Math.max(0, length)),
                            marks(curve, configured, from, to))
                    .stripTrailing());
        }
        return lines;
    }

    private static String marks(RateCurve curve, double configured, int from, int to) {
        StringBuilder marks = new StringBuilder();
        if (within(curve.nearest(curve.suggested()), from, to)) {
            marks.append("  < suggested");
        }
        boolean inRange = configured <= curve.rate(curve.steps() - 1);
        if (inRange && within(curve.nearest(configured), from, to)) {
            marks.append("  < configured");
        }
        if (curve.lost().map(step -> within(step, from, to)).orElse(false)) {
            marks.append("  < lost");
        }
        return marks.toString();
    }

    private static boolean within(int step, int from, int to) {
        return step >= from && step < to;
    }
}
