package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Lags;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.Severity;
import java.util.List;
import java.util.Optional;

/**
 * The features tell the label of a neighbouring row better than their own: labels that slipped by a row when the columns were joined. A
 * single feature that does so is more likely an earlier label, kept on purpose; then nothing is said.
 */
final class ShiftedLabels implements Rule {
    /** Standard errors, beyond which a difference is not by chance. */
    private static final double ERRORS = 4;

    /** Rows with neighbours, of which anything can be said. */
    private static final long FEWEST = 200;

    private static final double LEAST = 0.02;
    /** Of rows in no order, the factor between the shares is 4 with the right label. */
    private static final double TIMES = 1.5;
    /** What a feature explains that is the neighbour's label itself. */
    private static final double COPY = 0.98;
    /** The resemblance of neighbours' labels, at which the order hides whose label it is. */
    private static final double ALIKE = 0.8;

    @Override
    public List<Finding> judge(Figures figures) {
        return figures.lags().flatMap(ShiftedLabels::judge).stream().toList();
    }

    private static Optional<Finding> judge(Lags lags) {
        if (lags.rows() < FEWEST) {
            return Optional.empty();
        }
        double ahead = lags.neighbour() - lags.own();
        boolean beyondChance = Math.abs(ahead) > ERRORS * lags.chance();
        if (ahead > LEAST
                && beyondChance
                && lags.neighbour() > LEAST
                && lags.neighbour() > TIMES * lags.own()
                && lags.alone() < COPY
                && lags.others() > LEAST / 2) {
            return Optional.of(shifted(lags));
        }
        boolean own = -ahead > LEAST && beyondChance && lags.own() > LEAST;
        return own || lags.resemblance() < ALIKE ? Optional.empty() : Optional.of(undecided(lags));
    }

    private static Finding shifted(Lags lags) {
        boolean earlier = lags.before() > lags.behind();
        return numbered(
                lags,
                Finding.of(
                        "shifted_labels",
                        Severity.ERROR,
                        "",
                        "give each row its own label again where the columns of data.train were joined, by a key instead of by place; where the features are"
                                + " meant to hold what belongs to a neighbouring row, as in a forecast, all is well",
                        "in %s, the features of a row explain %.1f %% of how the label of the row %s it changes, and %.1f %% of how its own does: labels"
                                + " seem to be shifted by one row",
                        lags.order(),
                        100 * lags.neighbour(),
                        earlier ? "before" : "behind",
                        100 * Math.max(0, lags.own())));
    }

    private static Finding undecided(Lags lags) {
        return numbered(
                lags,
                Finding.of(
                        "order_resembles",
                        Severity.NOTE,
                        "",
                        "if features and labels come from different files, compare a few rows with their origin; rows in no order can be checked here",
                        "in %s, the label of a row explains %.1f %% of the next row's, and what the features tell of its changes does not decide: whether"
                                + " labels are shifted by a row cannot be told",
                        lags.order(),
                        100 * lags.resemblance()));
    }

    private static Finding numbered(Lags lags, Finding finding) {
        return finding.with("own", lags.own())
                .with("before", lags.before())
                .with("behind", lags.behind())
                .with("standard_error", lags.chance())
                .with("resemblance", lags.resemblance())
                .with("rows", (double) lags.rows());
    }
}
