package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.ColumnFigures;
import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.Severity;
import java.util.ArrayList;
import java.util.List;

/** Columns without a value in a part, and those with gaps. */
final class MissingCells implements Rule {
    private static final double MANY = 0.5;

    @Override
    public List<Finding> judge(Figures figures) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < figures.columns().size(); i++) {
            String column = figures.columns().get(i);
            for (Part part : figures.parts()) {
                ColumnFigures cells = part.features().get(i);
                if (cells.rows() > 0 && cells.missing() == cells.rows()) {
                    findings.add(Finding.of(
                            "all_missing",
                            Severity.ERROR,
                            column,
                            "leave it out by data.exclude, or look why it is not filled there",
                            "none of the %,d rows of the %s part has a value",
                            cells.rows(),
                            part.name()));
                } else if (cells.missing() > 0) {
                    findings.add(gaps(column, part, cells));
                }
            }
        }
        return findings;
    }

    private static Finding gaps(String column, Part part, ColumnFigures cells) {
        double share = (double) cells.missing() / cells.rows();
        return Finding.of(
                        "missing_cells",
                        share >= MANY ? Severity.WARNING : Severity.NOTE,
                        column,
                        "say by data.invalid whether such rows are left out (skip) or the cell counts as 0 after scaling"
                                + " (keep), or fill it with Imputer in data.transformers; by default the first of them ends"
                                + " the run",
                        "%,d of %,d rows of the %s part (%s) have no value",
                        cells.missing(),
                        cells.rows(),
                        part.name(),
                        Shares.percent(share))
                .with("missing", cells.missing())
                .with("share", share);
    }
}
