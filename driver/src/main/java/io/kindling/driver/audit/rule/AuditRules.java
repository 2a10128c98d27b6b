package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Rule;
import java.util.Comparator;
import java.util.List;

/** All rules. */
public final class AuditRules {
    private static final List<Rule> ALL = List.of(new RepeatedRows(), new NearDuplicates());

    private AuditRules() {}

    /** What they find, the gravest first, otherwise in their order. */
    public static List<Finding> judge(Figures figures) {
        return ALL.stream()
                .flatMap(rule -> rule.judge(figures).stream())
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }
}
