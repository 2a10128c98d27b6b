package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.ClassDoubts;
import io.kindling.driver.audit.Doubts;
import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.NumberDoubts;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.Severity;
import java.util.List;
import java.util.Optional;

/**
 * Labels that are wrong here and there. A linear model errs near the border of the classes, and hardly where it is surest; wrong labels are
 * spread evenly, and there are as many where it is surest. Confident learning (Northcutt, Jiang and Chuang 2021) counts them by class from a
 * good model's probabilities, to take them out; this looks at the surest tenth only, and so needs no probabilities and no good model, but
 * does not say which classes are taken for which. Numbers are doubted where some stand far apart from what the model says, with nearly
 * nothing between them and the others.
 */
final class DoubtfulLabels implements Rule {
    private static final String ADVICE =
            "look at the rows below and at where their labels come from; correct them there, or leave such rows out by data.train.where";
    /** Standard deviations: a lower bound that is wrong once in a thousand times. */
    private static final double BOUND = 3.09;

    private static final double LEAST_WRONG = 0.01;
    /** Models that are worse err anywhere. */
    private static final double LEAST_SKILL = 0.6;

    private static final double LEAST_EXPLAINED = 0.3;
    private static final long FEWEST = 5;
    /** Of more rows, it is rather another kind of rows. */
    private static final double MOST = 0.1;

    @Override
    public List<Finding> judge(Figures figures) {
        return figures.doubts().flatMap(DoubtfulLabels::judge).stream().toList();
    }

    private static Optional<Finding> judge(Doubts doubts) {
        return doubts instanceof ClassDoubts classes ? judge(classes) : judge((NumberDoubts) doubts);
    }

    private static Optional<Finding> judge(ClassDoubts doubts) {
        double share = (double) doubts.wrong() / doubts.sure();
        if (doubts.skill() < LEAST_SKILL || lower(doubts.wrong(), doubts.sure()) <= LEAST_WRONG) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                        "doubtful_labels",
                        Severity.WARNING,
                        "",
                        ADVICE,
                        "a linear model that is right on %.1f %% of rows that it was not fitted to contradicts the labels of %,d of the %,d rows that it is surest"
                                + " of: about %.1f %% of the labels seem to be wrong",
                        100 * doubts.accuracy(),
                        doubts.wrong(),
                        doubts.sure(),
                        100 * share)
                .with("accuracy", doubts.accuracy())
                .with("surest", (double) doubts.sure())
                .with("contradicted", (double) doubts.wrong())
                .with("share", share)
                .showing(doubts.examples()));
    }

    /** The lower bound of a share (Wilson 1927). */
    private static double lower(long of, long all) {
        double share = (double) of / all;
        double square = BOUND * BOUND / all;
        return (share + square / 2 - BOUND * Math.sqrt(share * (1 - share) / all + square / all / 4)) / (1 + square);
    }

    private static Optional<Finding> judge(NumberDoubts doubts) {
        if (doubts.explained() < LEAST_EXPLAINED
                || doubts.beyond10() < FEWEST
                || doubts.beyond10() <= 2 * doubts.beyond5()
                || doubts.beyond10() > MOST * doubts.rows()) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                        "doubtful_labels",
                        Severity.WARNING,
                        "",
                        ADVICE,
                        "the labels of %,d of %,d rows are farther from what a linear model says than 10 times the distance between the quartiles of all rows'"
                                + " distances, and only %,d between 5 and 10 times: they stand apart, as mistyped numbers or numbers in another unit do",
                        doubts.beyond10(),
                        doubts.rows(),
                        doubts.beyond5())
                .with("explained", doubts.explained())
                .with("beyond_5", (double) doubts.beyond5())
                .with("beyond_10", (double) doubts.beyond10())
                .with("share", (double) doubts.beyond10() / doubts.rows())
                .showing(doubts.examples()));
    }
}
