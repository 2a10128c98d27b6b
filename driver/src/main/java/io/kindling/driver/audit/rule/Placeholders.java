package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Histogram;
import io.kindling.driver.audit.NumberFigures;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Numbers that stand for a missing one: 0 where all others are far above, -1 or 999 far from all others. */
final class Placeholders implements Rule {
    /** Next to 0, as a share of the middle number: nothing between is what a measure never has. */
    private static final double NEXT = 0.25;
    /** More often it is rather a value like others. */
    private static final double OFTEN = 0.2;
    /** Of whole numbers, which may count something from 0, or be a mark. */
    private static final double WHOLE = 10;
    /** From the next number, in widths of the range of nearly all others. */
    private static final double GAP = 1;

    /** What is left out at each end for nearly all. */
    private static final double EDGE = 0.005;
    /** So few different numbers are steps of a scale, of which one may be set apart. */
    private static final int SCALE = 10;

    private static final long REPEATED = 5;

    @Override
    public List<Finding> judge(Figures figures) {
        List<Finding> findings = new ArrayList<>();
        List<Map<String, NumberFigures>> numbers =
                figures.parts().stream().map(figures::numbers).toList();
        for (String column : numbers.get(0).keySet()) {
            numbers.stream()
                    .map(part -> placeholder(part.get(column)))
                    .flatMapToDouble(OptionalDouble::stream)
                    .distinct()
                    .mapToObj(value -> finding(column, value, figures))
                    .forEach(findings::add);
        }
        return findings;
    }

    private static Finding finding(String column, double value, Figures figures) {
        List<String> places = new ArrayList<>();
        long all = 0;
        for (Part part : figures.parts()) {
            long count = figures.numbers(part).get(column).count(value);
            all += count;
            if (count > 0) {
                places.add(count + " in the " + part.name() + " part");
            }
        }
        return Finding.of(
                        "placeholder_values",
                        Severity.WARNING,
                        column,
                        "if it stands for a missing number, say so to Spark (option nullValue of csv), or leave these rows"
                                + " out by a where condition",
                        "%s occurs %,d times (%s), where no other number comes near it",
                        Shares.number(value),
                        all,
                        String.join(", ", places))
                .with("value", value)
                .with("count", all);
    }

    private static OptionalDouble placeholder(NumberFigures cells) {
        long[] bins = cells.histogram().bins();
        if (bins.length < 3) {
            return OptionalDouble.empty();
        }
        double least = Histogram.middle(bins[0]);
        double next = Histogram.middle(bins[1]);
        double middle = cells.histogram().quantiles(0.5)[0];
        long numbers = cells.rows() - cells.missing();
        boolean zero = least == 0
                && next >= NEXT * middle
                && middle > 0
                && cells.count(0) <= OFTEN * numbers
                && (!cells.whole() || next >= WHOLE);
        if (zero) {
            return OptionalDouble.of(0);
        }
        if (isWhole(cells.moments().min()) && alone(cells, bins[0], next - least, true)) {
            return OptionalDouble.of(cells.moments().min());
        }
        double greatest = Histogram.middle(bins[bins.length - 1]);
        double before = Histogram.middle(bins[bins.length - 2]);
        return isWhole(cells.moments().max()) && alone(cells, bins[bins.length - 1], greatest - before, false)
                ? OptionalDouble.of(cells.moments().max())
                : OptionalDouble.empty();
    }

    private static boolean isWhole(double x) {
        return x == Math.rint(x);
    }

    /** Whether one number comes again and again, farther from the next than nearly all others are from each other. */
    private static boolean alone(NumberFigures cells, long bin, double gap, boolean least) {
        Histogram histogram = cells.histogram();
        double share = (double) histogram.count(bin) / histogram.total();
        if (histogram.count(bin) < REPEATED || share > OFTEN || histogram.bins().length <= SCALE) {
            return false;
        }
        double low = EDGE + (least ? share : 0);
        double high = 1 - EDGE - (least ? 0 : share);
        double[] rest = histogram.quantiles(low, high);
        return gap > GAP * (rest[1] - rest[0]);
    }
}
