package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.NumberFigures;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.Severity;
import io.kindling.driver.audit.StabilityIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Columns that are distributed otherwise in a part to measure by than in that to learn from, by the population stability index
 * with its customary limits: 0.1 for a moderate shift, 0.25 for a large one (Siddiqi: Credit Risk Scorecards, 2006).
 */
final class Drift implements Rule {
    private static final double MODERATE = 0.1;
    private static final double LARGE = 0.25;
    /** Times what chance makes of it. */
    private static final double BEYOND_CHANCE = 3;

    @Override
    public List<Finding> judge(Figures figures) {
        List<Finding> findings = new ArrayList<>();
        Part training = figures.training();
        for (Part part : figures.others()) {
            Map<String, StabilityIndex> indices = new LinkedHashMap<>();
            Map<String, NumberFigures> numbers = figures.numbers(training);
            figures.numbers(part)
                    .forEach((column, cells) -> indices.put(column, StabilityIndex.of(numbers.get(column), cells)));
            figures.words(part)
                    .forEach((column, cells) -> StabilityIndex.of(
                                    figures.words(training).get(column), cells)
                            .ifPresent(index -> indices.put(column, index)));
            indices.forEach((column, index) -> {
                if (index.value() >= MODERATE && index.value() > BEYOND_CHANCE * index.chance()) {
                    findings.add(finding(column, part, index));
                }
            });
        }
        return findings;
    }

    private static Finding finding(String column, Part part, StabilityIndex index) {
        return Finding.of(
                        "drift",
                        index.value() >= LARGE ? Severity.WARNING : Severity.NOTE,
                        column,
                        "draw both parts by chance (data.validation.fraction), or if later rows are to be like the "
                                + part.name() + " part, train on rows that are like it, too",
                        "it is distributed otherwise in the %s part than in the training part (stability index %.2f, by"
                                + " chance about %.3f): %s",
                        part.name(),
                        index.value(),
                        index.chance(),
                        index.greatest())
                .with("stability_index", index.value());
    }
}
