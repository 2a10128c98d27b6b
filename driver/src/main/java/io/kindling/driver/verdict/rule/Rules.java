package io.kindling.driver.verdict.rule;

import io.kindling.driver.verdict.History;
import io.kindling.driver.verdict.Rule;
import io.kindling.driver.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All rules. What follows from something worse is not said beside it. */
public final class Rules {
    private static final List<Rule> ALL = List.of(
            new UnscaledFeatures(),
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

    /** What each of the gravest brings with it. */
    private static final Map<String, Set<String>> FOLLOW = Map.of(
            "unscaled_features",
            Set.of(
                    "learning_rate_too_high",
                    "learning_rate_too_low",
                    "exploding_gradients",
                    "dead_relu",
                    "overfitting",
                    "noisy_validation"),
            "learning_rate_too_high",
            Set.of("exploding_gradients", "dead_relu", "overfitting", "noisy_validation"),
            "vanishing_gradients",
            Set.of("learning_rate_too_low"),
            "exploding_gradients",
            Set.of("learning_rate_too_low", "overfitting", "noisy_validation"),
            "dead_relu",
            Set.of("noisy_validation"),
            "suspicious_success",
            Set.of("overfitting", "noisy_validation"),
            "learning_rate_too_low",
            Set.of(),
            "underfitting",
            Set.of("class_never_predicted"));

    /** Any of those: what follows from nothing being learned. */
    private static final Set<String> NOT_LEARNED = Set.of("underfitting", "plateau", "class_never_predicted");

    private Rules() {}

    /** The verdicts on a history, the gravest first. */
    public static List<Verdict> judge(History history) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Rule rule : ALL) {
            rule.judge(history).ifPresent(verdicts::add);
        }
        Set<String> following = new HashSet<>();
        for (Verdict verdict : verdicts) {
            following.addAll(FOLLOW.getOrDefault(verdict.id(), Set.of()));
            if (FOLLOW.containsKey(verdict.id()) && !NOT_LEARNED.contains(verdict.id())) {
                following.addAll(NOT_LEARNED);
            }
        }
        verdicts.removeIf(verdict -> following.contains(verdict.id()));
        verdicts.sort(Comparator.comparing(Verdict::severity));
        return verdicts;
    }
}
