package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Power;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.Severity;
import java.util.ArrayList;
import java.util.List;

/** A column that tells the label by itself: a copy of it, something made from it, or an identifier of rows that are sorted by it. */
final class LeakingColumns implements Rule {
    private static final double PERFECT = 0.98;
    private static final double SUSPICIOUS = 0.95;
    /** What the next best column explains at most, where a suspicious one stands apart. */
    private static final double FAR_BELOW = 0.75;

    @Override
    public List<Finding> judge(Figures figures) {
        List<Finding> findings = new ArrayList<>();
        for (Power power : figures.powers()) {
            double next = figures.powers().stream()
                    .filter(other -> !other.column().equals(power.column()))
                    .mapToDouble(Power::explained)
                    .max()
                    .orElse(0);
            if (power.explained() >= PERFECT) {
                findings.add(leaking(figures, power, next, Severity.ERROR));
            } else if (power.explained() >= SUSPICIOUS
                    && next <= FAR_BELOW
                    && figures.powers().size() > 1) {
                findings.add(leaking(figures, power, next, Severity.WARNING));
            }
        }
        return findings;
    }

    private static Finding leaking(Figures figures, Power power, double next, Severity severity) {
        return Finding.of(
                        "leaking_column",
                        severity,
                        power.column(),
                        "if the column is made from the label, or not known yet when a prediction is wanted, or a row's number, leave it out by"
                                + " data.exclude: [" + power.column() + "]",
                        "alone, by %,d values or ranges, it explains %.1f %% of %s; of the other columns, the best explains %.1f %%",
                        power.values(),
                        100 * power.explained(),
                        figures.classes() ? "which class a row is of" : "the ranks of the label",
                        100 * Math.max(0, next))
                .with("explained", power.explained())
                .with("next_best", next)
                .with("ranges", power.values());
    }
}
