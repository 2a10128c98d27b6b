package io.kindling.driver.verdict.rule;

import io.kindling.driver.verdict.Found;
import io.kindling.driver.verdict.History;
import io.kindling.driver.verdict.Rule;
import io.kindling.driver.verdict.Verdict;
import io.kindling.driver.verdict.Verdict.Severity;
import java.util.List;
import java.util.Optional;

/** The validation rows have classes that the network never says. */
final class ClassNeverPredicted implements Rule {
    /** Where whole vocabularies are predicted, as of texts, rare words are never the likeliest. */
    private static final int MOST_CLASSES = 100;

    private static final Found FOUND = new Found(
            "class_never_predicted",
            Severity.WARNING,
            "a class is never predicted",
            "a class with few rows, whose losses weigh little beside the others'",
            "weigh its rows (class_weights of model.loss, or data.weight), sample it more often, or look at its labels (kindling audit)");

    @Override
    public Optional<Verdict> judge(History history) {
        int classes = history.task().classes().orElse(0);
        List<Integer> never = history.neverPredicted();
        if (never.isEmpty()
                || classes > MOST_CLASSES
                || history.validations().size() < 3
                || history.step() < 3 * history.task().stepsPerEpoch()) {
            return Optional.empty();
        }
        return Optional.of(FOUND.at(
                history,
                history.step(),
                "the validation rows have class %s, but no row is predicted to be of it (%d of %d classes)",
                String.join(", ", never.stream().limit(5).map(String::valueOf).toList())
                        + (never.size() > 5 ? ", …" : ""),
                never.size(),
                classes));
    }
}
