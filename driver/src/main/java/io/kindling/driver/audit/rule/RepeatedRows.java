package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Repeats;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.Severity;
import java.util.ArrayList;
import java.util.List;

/** Rows that are there twice: they weigh double, and where one is learned from and one measured by, the measure is too good. */
final class RepeatedRows implements Rule {
    private static final double MANY = 0.01;
    private static final String NATURAL =
            "nothing, where each row was really observed; see that no row of data.test was"
                    + " copied from data.train, as equal rows cannot tell";
    private static final String LEAKING =
            "leave copies out of one side: drop repeated rows before the split, or choose the"
                    + " rows of data.train.where and data.test.where by what copies share; data.validation's fraction keeps"
                    + " equal rows on one side";
    private static final String REPEATED =
            "drop all but one of each from the file, if they are copies and not observations that are equal";
    private static final String CONTRADICTING =
            "look whether a label is mistyped, or a column that tells them apart is left"
                    + " out (data.columns, data.exclude); no network can get such rows right";

    @Override
    public List<Finding> judge(Figures figures) {
        return figures.repeats().map(repeats -> judge(figures, repeats)).orElse(List.of());
    }

    private static List<Finding> judge(Figures figures, Repeats repeats) {
        if (Chance.rowsHardlyDiffer(figures)) {
            return natural(figures, repeats);
        }
        List<Finding> findings = new ArrayList<>();
        for (int i = 1; i < figures.parts().size(); i++) {
            leaking(figures, i, repeats, findings);
        }
        if (repeats.repeated() > 0) {
            findings.add(Finding.of(
                            "repeated_rows",
                            severity(repeats.repeated(), figures.rows()),
                            "",
                            REPEATED,
                            "%,d of %,d rows of all parts (%.2g %%) repeat another, in all features%s",
                            repeats.repeated(),
                            figures.rows(),
                            percent(repeats.repeated(), figures.rows()),
                            figures.label().isPresent() ? " and the label" : "")
                    .with("rows", (double) repeats.repeated())
                    .with("share", share(repeats.repeated(), figures.rows()))
                    .showing(repeats.examples()));
        }
        if (repeats.contradicting() > 0) {
            findings.add(Finding.of(
                            "contradicting_labels",
                            severity(repeats.contradicting(), figures.rows()),
                            figures.label().orElse(""),
                            CONTRADICTING,
                            "%,d of %,d rows (%.2g %%) have all features of another row, but another label",
                            repeats.contradicting(),
                            figures.rows(),
                            percent(repeats.contradicting(), figures.rows()))
                    .with("rows", (double) repeats.contradicting())
                    .with("share", share(repeats.contradicting(), figures.rows()))
                    .showing(repeats.contradictingExamples()));
        }
        return findings;
    }

    private static List<Finding> natural(Figures figures, Repeats repeats) {
        long equal = figures.rows() - repeats.different();
        return equal == 0
                ? List.of()
                : List.of(Finding.of(
                                "repeated_rows",
                                Severity.NOTE,
                                "",
                                NATURAL,
                                "rows can hardly differ: %,d rows have %,d different ones of %d features, which by chance"
                                        + " alone would be equal about %,.0f times",
                                figures.rows(),
                                repeats.different(),
                                figures.columns().size(),
                                Chance.equalPairs(figures))
                        .with("rows", (double) equal)
                        .with("share", share(equal, figures.rows())));
    }

    private static void leaking(Figures figures, int place, Repeats repeats, List<Finding> findings) {
        String part = figures.parts().get(place).name();
        long rows = figures.parts().get(place).rows();
        long leaking = repeats.leaking().getOrDefault(part, 0L);
        if (leaking == 0) {
            return;
        }
        findings.add(Finding.of(
                        "leaking_duplicates",
                        leaking >= MANY * rows ? Severity.ERROR : Severity.WARNING,
                        "",
                        LEAKING,
                        "%,d of the %,d rows of %s (%.2g %%) are also in %s, with all features%s: what is measured on"
                                + " them was seen before",
                        leaking,
                        rows,
                        part,
                        percent(leaking, rows),
                        PartNames.before(figures, place),
                        figures.label().isPresent() ? " and the label" : "")
                .with("rows", (double) leaking)
                .with("share", share(leaking, rows))
                .showing(repeats.leakingExamples().getOrDefault(part, List.of())));
    }

    private static Severity severity(long count, long rows) {
        return count >= MANY * rows ? Severity.WARNING : Severity.NOTE;
    }

    private static double share(long count, long rows) {
        return (double) count / rows;
    }

    private static double percent(long count, long rows) {
        return 100 * share(count, rows);
    }
}
