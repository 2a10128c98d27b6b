package io.kindling.driver.optim.rule;

/** {@code u ← u · rate}, with the rate that the schedule has for this step. */
public record ScaleByLearningRate() implements Rule {
    @Override
    public Transform at(Step step, RuleState state) {
        return Scaling.of(step.update(), step.learningRate());
    }
}
