package io.kindling.driver.verdict.rule;

import io.kindling.driver.verdict.History;
import io.kindling.driver.verdict.Rule;
import io.kindling.driver.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** All rules. What follows from something worse is not said beside it. */
public final class Rules {
    private static final List<Rule> ALL = List.of(
            new LearningRateTooHigh(),
            new GradientDepth(),
            new DeadRelu(),
            new SuspiciousSuccess(),
            new LearningRateTooLow(),
            new ClassNeverPredicted(),
            new Overfitting(),
            new NoisyValidation(),
            new Underfitting(),
            new Plateau());

    /** With any of the first, the second say nothing new. */
    private static final Set<String> CAUSES = Set.of(
            "learning_rate_too_high",
            "learning_rate_too_low",
            "vanishing_gradients",
            "exploding_gradients",
            "dead_relu",
            "suspicious_success");

    private static final Set<String> CONSEQUENCES =
            Set.of("underfitting", "plateau", "noisy_validation", "class_never_predicted", "overfitting");

    private Rules() {}

    /** The verdicts on a history, the gravest first. */
    public static List<Verdict> judge(History history) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Rule rule : ALL) {
            rule.judge(history).ifPresent(verdicts::add);
        }
        if (verdicts.stream().anyMatch(verdict -> CAUSES.contains(verdict.id()))) {
            verdicts.removeIf(verdict -> CONSEQUENCES.contains(verdict.id()));
        }
        verdicts.sort(Comparator.comparing(Verdict::severity));
        return verdicts;
    }
}
