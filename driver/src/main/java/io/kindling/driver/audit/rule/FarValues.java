package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Histogram;
import io.kindling.driver.audit.Moments;
import io.kindling.driver.audit.NumberFigures;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.Seen;
import io.kindling.driver.audit.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Single numbers that lie far from all others, such as mistyped ones. */
final class FarValues implements Rule {
    /** From the mean, in deviations. */
    private static final double FAR = 20;
    /** From the number that is next to it, in deviations: what is far, but has company, is a tail. */
    private static final double ALONE = 5;

    /** From the mean, in deviations: so far all others go, or these are the end of a long tail. */
    private static final double NEAR = 10;

    private static final int SHOWN = 3;

    @Override
    public List<Finding> judge(Figures figures) {
        List<Finding> findings = new ArrayList<>();
        List<Map<String, NumberFigures>> numbers =
                figures.parts().stream().map(figures::numbers).toList();
        for (String column : numbers.get(0).keySet()) {
            List<String> places = new ArrayList<>();
            int values = 0;
            for (int i = 0; i < numbers.size(); i++) {
                Part part = figures.parts().get(i);
                NumberFigures cells = numbers.get(i).get(column);
                List<Double> far = far(cells, new Seen(cells, figures.treatment()));
                values += far.size();
                if (!far.isEmpty()) {
                    places.add(shown(far) + " in the " + part.name() + " part, whose mean is "
                            + Shares.rounded(cells.moments().mean()));
                }
            }
            if (values > 0) {
                findings.add(finding(column, values, places));
            }
        }
        return findings;
    }

    private static Finding finding(String column, int values, List<String> places) {
        return Finding.of(
                        "far_values",
                        Severity.NOTE,
                        column,
                        "look at these rows; where they are mistaken, correct them or leave them out by a where condition",
                        "by itself, more than %.0f deviations from the mean, lies about %s",
                        FAR,
                        String.join("; ", places))
                .with("values", values);
    }

    private static String shown(List<Double> far) {
        return far.stream().limit(SHOWN).map(Shares::rounded).collect(Collectors.joining(", "))
                + (far.size() > SHOWN ? " and others" : "");
    }

    /** From the ends inwards: all behind the last gap that is wide enough, where they are far. */
    private static List<Double> far(NumberFigures cells, Seen seen) {
        Moments moments = seen.moments();
        double deviation = moments.deviation();
        long[] bins = cells.histogram().bins();
        List<Double> far = new ArrayList<>();
        if (!cells.varied()) {
            return far;
        }
        for (int direction : new int[] {-1, 1}) {
            int outermost = direction < 0 ? 0 : bins.length - 1;
            List<Double> passed = new ArrayList<>();
            for (int i = outermost; i - direction >= 0 && i - direction < bins.length; i -= direction) {
                double value = seen.of(Histogram.middle(bins[i]));
                double inner = seen.of(Histogram.middle(bins[i - direction]));
                if (Math.abs(value - moments.mean()) <= FAR * deviation) {
                    break;
                }
                passed.add(Histogram.middle(bins[i]));
                boolean rest = Math.abs(inner - moments.mean()) <= NEAR * deviation;
                if (rest && Math.abs(value - inner) > ALONE * deviation) {
                    far.addAll(passed);
                    passed.clear();
                }
            }
        }
        return far;
    }
}
