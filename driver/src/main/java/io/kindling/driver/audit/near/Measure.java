package io.kindling.driver.audit.near;

import io.kindling.driver.audit.Histogram;
import io.kindling.driver.audit.Moments;
import io.kindling.driver.audit.NumberFigures;
import io.kindling.driver.audit.SeriesFigures;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * When two rows of numbers are near each other, and how they become vectors for {@link Projections}.
 *
 * <p>Numbers of columns and vectors are near within 2 % of themselves, at most 5 % of the column's standard deviation, or within 0.5 %
 * of its interquartile range if not all are whole. Pictures are near if the root of their squared difference is at most 3 % of that between random ones.
 */
public final class Measure implements Serializable {
    private static final long serialVersionUID = 1;
    private static final double OF_ITSELF = 0.02;
    private static final double OF_DEVIATION = 0.05;
    private static final double OF_QUARTILES = 0.005;
    private static final double OF_PICTURES = 0.03;

    private final double[] middles;
    private final double[] spreads;
    private final double[] deviations;
    private final double[] tolerances;
    private final boolean[] pixels;
    private final double variance;
    private final double pixelVariance;

    private Measure(List<Element> elements) {
        middles = elements.stream().mapToDouble(Element::middle).toArray();
        spreads = elements.stream().mapToDouble(Element::spread).toArray();
        deviations = elements.stream().mapToDouble(Element::deviation).toArray();
        tolerances = elements.stream().mapToDouble(Element::tolerance).toArray();
        pixels = new boolean[elements.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = elements.get(i).pixel();
        }
        variance = elements.stream().mapToDouble(Element::variance).sum();
        pixelVariance = elements.stream()
                .filter(Element::pixel)
                .mapToDouble(Element::variance)
                .sum();
    }

    /** One of the numbers; {@code variance} is that of its place in the vector. */
    private record Element(
            double middle, double spread, double deviation, double tolerance, boolean pixel, double variance) {}

    /** Takes in columns one after another. */
    public static final class Builder {
        private final List<Element> elements = new ArrayList<>();

        /** A column of numbers. */
        public Builder add(NumberFigures column) {
            double deviation = column.moments().deviation();
            if (column.moments().count() == 0 || deviation == 0) {
                elements.add(new Element(0, Double.POSITIVE_INFINITY, 0, 0, false, 0));
                return this;
            }
            double[] quartiles = column.histogram().quantiles(0.25, 0.5, 0.75);
            double between = quartiles[2] - quartiles[0];
            double spread = between > 0 ? between : deviation;
            elements.add(new Element(
                    quartiles[1],
                    spread,
                    deviation,
                    column.whole() ? 0 : OF_QUARTILES * between,
                    false,
                    variance(column.histogram(), quartiles[1], spread)));
            return this;
        }

        /**
         * A column of several numbers, all cells equally many.
         *
         * @param picture whether all numbers are of one kind
         */
        public Builder add(SeriesFigures column, boolean picture) {
            double squares = 0;
            for (int i = 0; i < column.width(); i++) {
                squares += Math.pow(column.element(i).deviation(), 2);
            }
            double common = Math.sqrt(squares / Math.max(1, column.width()));
            for (int i = 0; i < column.width(); i++) {
                Moments moments = column.element(i);
                double deviation = moments.deviation();
                double spread = picture && common > 0 ? common : deviation > 0 ? deviation : Double.POSITIVE_INFINITY;
                // Squashed, a normal number has about the variance 0.16.
                double variance = picture ? Math.pow(deviation / spread, 2) : deviation > 0 ? 0.16 : 0;
                elements.add(
                        new Element(moments.mean(), spread, deviation, OF_QUARTILES * deviation, picture, variance));
            }
            return this;
        }

        public Measure build() {
            return new Measure(elements);
        }

        private static double variance(Histogram histogram, double middle, double spread) {
            double sum = 0;
            double squares = 0;
            double total = histogram.total();
            for (long bin : histogram.bins()) {
                double place = squashed((Histogram.middle(bin) - middle) / spread);
                sum += histogram.count(bin) * place / total;
                squares += histogram.count(bin) * place * place / total;
            }
            return squares - sum * sum;
        }
    }

    /** How many numbers a row has. */
    public int width() {
        return middles.length;
    }

    /** How far random rows are apart as vectors: the root of their mean squared distance. */
    public double apart() {
        return Math.sqrt(2 * variance);
    }

    /** Makes a row a vector: few numbers lie far out, missing ones lie in the middle. */
    public void place(float[] row, float[] into) {
        for (int i = 0; i < middles.length; i++) {
            double from = (row[i] - middles[i]) / spreads[i];
            into[i] = Float.isFinite(row[i]) ? (float) (pixels[i] ? from : squashed(from)) : 0;
        }
    }

    private static double squashed(double x) {
        return x / (1 + Math.abs(x));
    }

    /** Whether two rows are near. */
    public boolean near(float[] a, float[] b) {
        double squares = 0;
        for (int i = 0; i < middles.length; i++) {
            if (Float.compare(a[i], b[i]) == 0) {
                continue;
            }
            double difference = Math.abs((double) a[i] - b[i]);
            if (pixels[i]) {
                squares += Math.pow(difference / spreads[i], 2);
            } else if (!(difference <= tolerance(i, Math.max(Math.abs(a[i]), Math.abs(b[i]))))) {
                return false;
            }
        }
        return squares <= OF_PICTURES * OF_PICTURES * 2 * pixelVariance;
    }

    private double tolerance(int i, double size) {
        return Math.max(tolerances[i], Math.min(OF_ITSELF * size, OF_DEVIATION * deviations[i]));
    }
}
