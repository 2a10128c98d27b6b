package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.NumberFigures;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.Severity;
import io.kindling.driver.audit.WordFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Columns that are the same, or nearly, in all rows to learn from: nothing can be learned from them. */
final class ConstantColumns implements Rule {
    /** Of one value; with fewer other rows a network hardly learns what they mean. */
    private static final double NEARLY = 0.999;

    private static final long ENOUGH_ROWS = 1000;

    @Override
    public List<Finding> judge(Figures figures) {
        Part training = figures.training();
        List<Finding> findings = new ArrayList<>();
        figures.numbers(training)
                .forEach((column, cells) -> judge(column, commonest(cells), cells.rows() - cells.missing())
                        .ifPresent(findings::add));
        figures.words(training)
                .forEach((column, cells) -> judge(column, commonest(cells), cells.rows() - cells.missing())
                        .ifPresent(findings::add));
        return findings;
    }

    private static Optional<Finding> judge(String column, Common common, long cells) {
        if (cells > 1 && common.count() == cells) {
            return Optional.of(Finding.of(
                    "constant_column",
                    Severity.WARNING,
                    column,
                    "leave it out by data.exclude",
                    "all %,d values of the training part are %s",
                    cells,
                    common.value()));
        }
        double share = cells == 0 ? 0 : (double) common.count() / cells;
        if (cells >= ENOUGH_ROWS && share >= NEARLY) {
            return Optional.of(Finding.of(
                            "nearly_constant",
                            Severity.NOTE,
                            column,
                            "leave it out by data.exclude, unless just those rows matter",
                            "%,d of %,d values of the training part are %s, only %,d another value",
                            common.count(),
                            cells,
                            common.value(),
                            cells - common.count())
                    .with("share", share));
        }
        return Optional.empty();
    }

    private static Common commonest(NumberFigures cells) {
        double[] values = cells.few() ? cells.values() : new double[0];
        return Arrays.stream(values)
                .mapToObj(value -> new Common(Shares.number(value), cells.count(value)))
                .max((a, b) -> Long.compare(a.count(), b.count()))
                .orElse(Common.NONE);
    }

    private static Common commonest(WordFigures cells) {
        if (!cells.few() || cells.values().isEmpty()) {
            return Common.NONE;
        }
        String most = Collections.max(cells.values().entrySet(), (a, b) -> Long.compare(a.getValue(), b.getValue()))
                .getKey();
        return new Common("\"" + most + "\"", cells.values().get(most));
    }

    /** A value and how often it comes. */
    private record Common(String value, long count) {
        static final Common NONE = new Common("", 0);
    }
}
