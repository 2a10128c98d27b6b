package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.NearRepeats;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows that are copies of others but for small changes, and so are learned from and measured by. */
final class NearDuplicates implements Rule {
    private static final double MANY = 0.001;
    private static final String ADVICE =
            "look at the pairs; if they are copies, keep each with its like on one side: choose the"
                    + " rows of data.train.where, data.validation and data.test.where by what they share (a source, a sender, a"
                    + " day), or drop all but one";

    @Override
    public List<Finding> judge(Figures figures) {
        return figures.nearRepeats()
                .filter(near -> near.rows() > 0 && !Chance.rowsHardlyDiffer(figures))
                .map(near -> List.of(judge(figures, near)))
                .orElse(List.of());
    }

    private static Finding judge(Figures figures, NearRepeats near) {
        List<String> sentences = new ArrayList<>();
        boolean many = false;
        for (int i = 1; i < figures.parts().size(); i++) {
            Part part = figures.parts().get(i);
            long leaking = near.leaking().getOrDefault(part.name(), 0L);
            many |= leaking > 0 && leaking >= MANY * part.rows();
            if (leaking > 0) {
                sentences.add(String.format(
                        Locale.ROOT,
                        "%,d of the %,d rows of %s (%.2g %%) are nearly rows of %s",
                        leaking,
                        part.rows(),
                        part.name(),
                        100.0 * leaking / part.rows(),
                        PartNames.before(figures, i)));
            }
        }
        if (near.within() > 0) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "%,d of the %,d rows of training (%.2g %%) are nearly others of it",
                    near.within(),
                    figures.training().rows(),
                    100.0 * near.within() / figures.training().rows()));
        }
        if (sentences.isEmpty()) {
            sentences.add(String.format(Locale.ROOT, "%,d rows are nearly others of their part", near.rows()));
        }
        String crowded = near.crowded() == 0
                ? ""
                : String.format(
                        Locale.ROOT, "; about %,d rows were not compared, as too many are alike", near.crowded());
        Finding finding = Finding.of(
                        "near_duplicates",
                        many ? Severity.WARNING : Severity.NOTE,
                        "",
                        ADVICE,
                        "%s: without being equal, %s%s",
                        String.join("; ", sentences),
                        near.nearness(),
                        crowded)
                .with("rows", (double) near.rows())
                .with("within", (double) near.within());
        for (Part part : figures.others()) {
            long leaking = near.leaking().getOrDefault(part.name(), 0L);
            finding = finding.with("leaking_" + part.name(), (double) leaking);
        }
        return finding.showing(near.examples());
    }
}
