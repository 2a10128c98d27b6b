package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Moments;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.Severity;
import io.kindling.driver.audit.Treatment;
import java.util.ArrayList;
import java.util.List;

/** Numbers that are scaled though they are small already, or large though nothing scales them. */
final class NormalisedTwice implements Rule {
    private static final double LARGE = 20;
    private static final double SMALL = 0.05;

    @Override
    public List<Finding> judge(Figures figures) {
        List<Finding> findings = new ArrayList<>();
        Treatment treatment = figures.treatment();
        figures.numbers(figures.training()).forEach((column, cells) -> {
            if (treatment.log1p() && cells.moments().min() <= -1) {
                findings.add(undefined(column, cells.moments()));
            }
        });
        if (treatment.standardized() || treatment.vocabulary().isPresent()) {
            return findings;
        }
        figures.series(figures.training()).forEach((column, cells) -> {
            Moments all = cells.all();
            if (all.count() == 0) {
                return;
            }
            double seen = Math.max(Math.abs(all.min()), Math.abs(all.max())) * Math.abs(treatment.scale());
            if (treatment.scale() != 1 && seen < SMALL && seen > 0) {
                findings.add(twice(column, all, treatment.scale()));
            } else if (!treatment.transformed() && !treatment.log1p() && seen > LARGE) {
                findings.add(never(column, all, treatment.scale()));
            }
        });
        return findings;
    }

    private static Finding twice(String column, Moments all, double scale) {
        return Finding.of(
                "normalised_twice",
                Severity.WARNING,
                column,
                "leave data.scale out",
                "the numbers lie between %s and %s already, and data.scale makes them %s times smaller",
                Shares.number(all.min()),
                Shares.number(all.max()),
                Shares.number(1 / scale));
    }

    private static Finding never(String column, Moments all, double scale) {
        return Finding.of(
                "not_normalised",
                Severity.WARNING,
                column,
                "set data.scale to " + Shares.number(1 / Math.max(Math.abs(all.min()), Math.abs(all.max())))
                        + ", or data.standardize: true",
                "the numbers lie between %s and %s%s, where networks learn best from about -1 to 1",
                Shares.number(all.min()),
                Shares.number(all.max()),
                scale == 1 ? "" : " (times data.scale, which is " + Shares.number(scale) + ")");
    }

    private static Finding undefined(String column, Moments moments) {
        return Finding.of(
                "log1p_undefined",
                Severity.ERROR,
                column,
                "set data.log1p: false, or leave the column out by data.exclude; columns that were standardised before have"
                        + " such numbers",
                "there are numbers down to %s, but data.log1p takes the logarithm of 1 + x, which is for numbers above -1",
                Shares.number(moments.min()));
    }
}
