package io.kindling.ml.notebook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The losses of a training over its epochs as an SVG picture, which needs neither a screen nor fonts to be made. */
final class LossCurves {
    private static final int WIDTH = 520;
    private static final int HEIGHT = 260;
    private static final int LEFT = 64;
    private static final int RIGHT = 12;
    private static final int TOP = 26;
    private static final int BOTTOM = 38;

    /** A loss after so many epochs. */
    record Point(double epochs, double loss) {}

    private final List<Point> training = new ArrayList<>();
    private final List<Point> validation = new ArrayList<>();

    /** The mean loss of some steps; what is no finite number is left out. */
    void training(double epochs, double loss) {
        add(training, epochs, loss);
    }

    /** The loss of a validation. */
    void validation(double epochs, double loss) {
        add(validation, epochs, loss);
    }

    /** Whether there is no line to draw yet. */
    boolean isEmpty() {
        return Math.max(training.size(), validation.size()) < 2;
    }

    /** The picture so far. */
    String svg() {
        double[] losses = all().mapToDouble(Point::loss).sorted().toArray();
        CurveAxis up = CurveAxis.over(losses[0], losses[losses.length - 1]);
        CurveAxis across =
                new CurveAxis(0, all().mapToDouble(Point::epochs).max().orElse(1), false);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"11\" fill=\"#333\">%n"
                        + "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT));
        for (double tick : up.ticks()) {
            double y = y(up, tick);
            svg.append(line(LEFT, y, WIDTH - RIGHT, y));
            svg.append(text(LEFT - 6, y + 4, "end", number(tick)));
        }
        for (double tick : across.ticks()) {
            double x = x(across, tick);
            svg.append(line(x, TOP, x, HEIGHT - BOTTOM));
            svg.append(text(x, HEIGHT - BOTTOM + 16, "middle", number(tick)));
        }
        svg.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", "epochs"));
        svg.append(curve(training, across, up, "#4477AA", "training loss", LEFT));
        if (!validation.isEmpty()) {
            svg.append(curve(validation, across, up, "#EE6677", "validation loss", LEFT + 120));
        }
        return svg.append("</svg>").toString();
    }

    private static void add(List<Point> points, double epochs, double loss) {
        if (Double.isFinite(loss)) {
            points.add(new Point(epochs, loss));
        }
    }

    private Stream<Point> all() {
        return Stream.concat(training.stream(), validation.stream());
    }

    private static String curve(
            List<Point> points, CurveAxis across, CurveAxis up, String colour, String name, int legend) {
        String places = points.stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", x(across, point.epochs()), y(up, point.loss())))
                .collect(Collectors.joining(" "));
        return String.format(
                Locale.ROOT,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>%n"
                        + "<rect x=\"%d\" y=\"9\" width=\"14\" height=\"3\" fill=\"%s\"/>%n%s",
                places,
                colour,
                legend,
                colour,
                text(legend + 18, 14, "start", name));
    }

    private static double x(CurveAxis across, double epochs) {
        return LEFT + across.place(epochs) * (WIDTH - LEFT - RIGHT);
    }

    private static double y(CurveAxis up, double loss) {
        return HEIGHT - BOTTOM - up.place(loss) * (HEIGHT - TOP - BOTTOM);
    }

    private static String line(double x1, double y1, double x2, double y2) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
                x1,
                y1,
                x2,
                y2);
    }

    private static String text(double x, double y, String anchor, String words) {
        return String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, words);
    }

    /** A tick without the digits of its rounding. */
    private static String number(double tick) {
        BigDecimal rounded = new BigDecimal(tick).round(new MathContext(4)).stripTrailingZeros();
        return Math.abs(tick) >= 1e6 || (tick != 0 && Math.abs(tick) < 1e-4)
                ? rounded.toString()
                : rounded.toPlainString();
    }
}
