package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Moments;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.Seen;
import io.kindling.driver.audit.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Columns of which one is spread a hundred times as wide as another, and nothing is done about it. */
final class UnlikeScales implements Rule {
    private static final double TIMES = 100;

    @Override
    public List<Finding> judge(Figures figures) {
        if (figures.treatment().standardized()) {
            return List.of();
        }
        Map<String, Double> spreads = new LinkedHashMap<>();
        figures.numbers(figures.training()).forEach((column, cells) -> {
            // A bin is a thousandth of a number: too wide for what is spread less.
            Moments moments =
                    figures.treatment().log1p() ? new Seen(cells, figures.treatment()).moments() : cells.moments();
            if (moments.deviation() > 0) {
                spreads.put(column, moments.deviation());
            }
        });
        if (spreads.size() < 2) {
            return List.of();
        }
        Map.Entry<String, Double> most =
                spreads.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        Map.Entry<String, Double> least =
                spreads.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
        double times = most.getValue() / least.getValue();
        if (times < TIMES) {
            return List.of();
        }
        return List.of(Finding.of(
                        "unlike_scales",
                        figures.treatment().transformed() ? Severity.NOTE : Severity.WARNING,
                        most.getKey() + ", " + least.getKey(),
                        "set data.standardize: true"
                                + (figures.treatment().transformed() ? ", unless transformers do it" : ""),
                        "the first has a deviation of %s, the second of %s, %s times less: the network will hardly see it",
                        Shares.number(most.getValue()),
                        Shares.number(least.getValue()),
                        Shares.number(Math.rint(times)))
                .with("times", times));
    }
}
