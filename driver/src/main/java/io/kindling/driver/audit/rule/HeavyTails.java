package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.NumberFigures;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.Seen;
import io.kindling.driver.audit.Severity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Columns in which few rows make nearly all of the variance: what is like them all the network sees as one. */
final class HeavyTails implements Rule {
    /** Of the variance, by a hundredth of the rows; of a normal distribution it is 0.09, of an exponential one 0.25. */
    private static final double MOST = 0.75;

    /** With fewer other values it is rather a mark than a measure. */
    private static final int VALUES = 20;

    private static final long ENOUGH_ROWS = 500;

    @Override
    public List<Finding> judge(Figures figures) {
        Map<String, Double> heavy = new LinkedHashMap<>();
        figures.numbers(figures.training()).forEach((column, cells) -> {
            double share = isMeasure(cells) ? new Seen(cells, figures.treatment()).varianceOfFarthest() : 0;
            if (share > MOST) {
                heavy.put(column, share);
            }
        });
        return heavy.isEmpty() ? List.of() : List.of(finding(heavy, figures));
    }

    private static boolean isMeasure(NumberFigures cells) {
        return cells.rows() >= ENOUGH_ROWS && cells.varied() && (!cells.few() || cells.values().length > VALUES);
    }

    private static Finding finding(Map<String, Double> heavy, Figures figures) {
        String worst =
                Collections.max(heavy.entrySet(), Map.Entry.comparingByValue()).getKey();
        NumberFigures cells = figures.numbers(figures.training()).get(worst);
        double[] quantiles = cells.histogram().quantiles(0.5, 0.99);
        boolean logged = figures.treatment().log1p();
        return Finding.of(
                        "heavy_tailed",
                        Severity.NOTE,
                        String.join(", ", heavy.keySet()),
                        cells.moments().min() > -1 && !logged
                                ? "set data.log1p: true, or take the logarithm in data.transformers (SQLTransformer)"
                                : "bring it into ranges with QuantileDiscretizer in data.transformers, or cut it at a"
                                        + " largest value",
                        "one row in a hundred makes more than %s of the variance%s; in %s, %s: half of the values are up to"
                                + " %s, 99 %% up to %s, the largest is %s",
                        Shares.percent(MOST),
                        logged ? ", even after log1p" : "",
                        worst,
                        Shares.percent(heavy.get(worst)),
                        Shares.number(quantiles[0]),
                        Shares.number(quantiles[1]),
                        Shares.number(cells.moments().max()))
                .with("columns", heavy.size())
                .with("share_of_variance", heavy.get(worst));
    }
}
