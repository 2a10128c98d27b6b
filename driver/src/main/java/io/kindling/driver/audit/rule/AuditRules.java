package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Rule;
import java.util.Comparator;
import java.util.List;

/** All rules. */
public final class AuditRules {
    private static final List<Rule> ALL = List.of(
            new ShiftedLabels(),
            new RepeatedRows(),
            new NearDuplicates(),
            new LeakingColumns(),
            new ClassShares(),
            new MissingCells(),
            new Normalised(),
            new NormalisedTwice(),
            new Placeholders(),
            new FarValues(),
            new ConstantColumns(),
            new UnlikeScales(),
            new HeavyTails(),
            new CategoricalNumbers(),
            new Drift(),
            new Pictures(),
            new Tokens(),
            new DoubtfulLabels());

    private AuditRules() {}

    /** What they find, the gravest first, otherwise in their order. */
    public static List<Finding> judge(Figures figures) {
        return ALL.stream()
                .flatMap(rule -> rule.judge(figures).stream())
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }
}
