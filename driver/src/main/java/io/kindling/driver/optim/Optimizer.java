package io.kindling.driver.optim;

import io.kindling.driver.optim.rule.ClipByGlobalNorm;
import io.kindling.driver.optim.rule.ClipByValue;
import io.kindling.driver.optim.rule.Norms;
import io.kindling.driver.optim.rule.Rule;
import io.kindling.driver.optim.rule.Segment;
import io.kindling.driver.optim.rule.Segments;
import io.kindling.driver.optim.rule.Step;
import io.kindling.driver.optim.rule.Workers;
import io.kindling.driver.optim.schedule.Schedule;
import io.kindling.kernels.setting.Ranges;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns mean gradients into new parameters: a chain of rules, a schedule, and their state. The number of threads does
 * not show in the result. Steps are taken one at a time, by one caller.
 */
public final class Optimizer {
    private final List<Rule> rules;
    private final double baseRate;
    private final Schedule schedule;
    private final Segments segments;
    private final int length;
    private final RuleChain chain;
    private final NamedState state;

    private long steps;
    private double learningRate;
    private double gradientNorm;

    /**
     * A chain of one's own.
     *
     * @param rules applied to the gradient in this order; {@code ScaleByLearningRate} belongs among them
     * @param baseRate what the schedule is given
     * @param schedule the rate by step; may be fed through {@link #schedule}
     * @param segments the parameters' tensors, in order and without gaps
     * @param length how many parameters there are
     * @throws IllegalArgumentException if segments do not make up the parameters, or two rules keep a state of the same
     *     name
     */
    public Optimizer(List<Rule> rules, double baseRate, Schedule schedule, List<Segment> segments, int length) {
        this.rules = List.copyOf(rules);
        this.baseRate = baseRate;
        this.schedule = schedule;
        this.segments = new Segments(segments, length);
        this.length = length;
        this.chain = new RuleChain(rules, length);
        this.state = new NamedState(chain.links());
        this.learningRate = schedule.rate(baseRate, 0);
    }

    /**
     * A named chain, behind clipping where it is asked for: first by norm, then by value.
     *
     * @throws IllegalArgumentException if a number lies outside its range, with its name, value and range
     */
    public static Optimizer of(
            OptimizerSettings settings,
            Schedule schedule,
            Optional<Double> clipNorm,
            Optional<Double> clipValue,
            List<Segment> segments,
            int length) {
        if (settings instanceof Record record) {
            Ranges.check(record);
        }
        List<Rule> rules = new ArrayList<>();
        clipNorm.map(ClipByGlobalNorm::new).ifPresent(rules::add);
        clipValue.map(ClipByValue::new).ifPresent(rules::add);
        rules.addAll(settings.rules());
        return new Optimizer(rules, settings.learningRate(), schedule, segments, length);
    }

    /** Takes a step on the calling thread. */
    public void step(float[] parameters, float[] gradient) {
        step(parameters, gradient, Workers.single());
    }

    /**
     * Takes a step. A gradient that is not finite is not taken: parameters and state stay as they were, and {@link
     * #gradientNorm} tells.
     *
     * @param parameters changed: the update is subtracted; what lies behind them is not touched
     * @param gradient the mean gradient; overwritten with the update
     * @param workers who computes
     */
    public void step(float[] parameters, float[] gradient, Workers workers) {
        require(parameters.length >= length, "parameters", parameters);
        require(gradient.length == length, "gradient", gradient);
        learningRate = schedule.rate(baseRate, steps);
        gradientNorm = Norms.of(gradient, 0, length, workers);
        if (!Double.isFinite(gradientNorm)) {
            return;
        }
        steps++;
        chain.apply(new Step(steps, learningRate, gradientNorm, parameters, gradient, segments, workers));
    }

    /** How many steps were taken. */
    public long steps() {
        return steps;
    }

    /** The rate of the last step; before any, that of the first. */
    public double learningRate() {
        return learningRate;
    }

    /** The rate of any step, counted from 0, as the schedule has it now. */
    public double learningRateAt(long step) {
        return schedule.rate(baseRate, step);
    }

    /** The chain. */
    public List<Rule> rules() {
        return rules;
    }

    /** The norm of the last step's gradient over all parameters, before clipping; 0 before any step. */
    public double gradientNorm() {
        return gradientNorm;
    }

    /** The schedule, to be told of validation losses. */
    public Schedule schedule() {
        return schedule;
    }

    /** What is needed to go on exactly. The arrays are the optimizer's own: write or copy them before the next step. */
    public OptimizerState state() {
        return new OptimizerState(steps, state.arrays(), state.numbers(schedule.state()));
    }

    /**
     * Goes on from a state that an optimizer with the same chain and schedule gave. Copies the arrays.
     *
     * @throws IllegalArgumentException if something is missing, left over, or of another length
     */
    public void restore(OptimizerState saved) {
        schedule.restore(state.restore(saved, schedule.state().keySet(), length));
        steps = saved.steps();
        learningRate = schedule.rate(baseRate, Math.max(0, steps - 1));
    }

    private void require(boolean fits, String name, float[] array) {
        if (!fits) {
            throw new IllegalArgumentException(
                    "The optimizer was made for " + length + " parameters, but " + name + " has " + array.length);
        }
    }
}
