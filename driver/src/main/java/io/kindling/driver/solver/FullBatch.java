package io.kindling.driver.solver;

import io.kindling.driver.UserException;
import io.kindling.driver.optim.OptimizerState;
import io.kindling.driver.optim.rule.Segment;
import io.kindling.driver.optim.rule.Segments;
import io.kindling.driver.solver.breeze.BreezeMinimizer;
import io.kindling.driver.solver.breeze.Objective;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.driver.train.RoundTimes;
import io.kindling.driver.train.StepOutcome;
import io.kindling.driver.train.Synchronization;
import io.kindling.kernels.model.Model;
import java.util.List;
import java.util.Optional;

/**
 * A round is an iteration of L-BFGS: a direction from the gradient over all rows and the last iterations' curvature, and a
 * line search along it, for which all rows are looked at once or a few times. Running statistics move once an iteration.
 */
public final class FullBatch implements Synchronization {
    private final Model model;
    private final Lbfgs settings;
    private final BreezeMinimizer minimizer;
    private final LbfgsMemory memory;
    private final double[] l2;
    private Evaluated here;
    private RoundTimes times = RoundTimes.NONE;
    private Optional<Ending> ended = Optional.empty();

    /** Nothing has been computed yet. Breeze has to be there, see {@link #demandBreeze}. */
    public FullBatch(Model model, Lbfgs settings) {
        this.model = model;
        this.settings = settings;
        this.memory = new LbfgsMemory(settings.history());
        this.l2 = onWeights(settings.l2());
        this.minimizer = new BreezeMinimizer(
                settings.history(), settings.l1() > 0 ? Optional.of(onWeights(settings.l1())) : Optional.empty());
    }

    /**
     * Makes sure that an iteration can be taken, before work is done for it.
     *
     * @throws UserException if Breeze is not on the class path
     */
    public static void demandBreeze() {
        try {
            new BreezeMinimizer(1, Optional.empty());
        } catch (NoClassDefFoundError e) {
            throw new UserException(
                    "training.solver: lbfgs needs Breeze, which comes with Spark's mllib, but "
                            + e.getMessage().replace('/', '.')
                            + " is not on the class path. Add spark-mllib with what it depends on, or leave training.solver out");
        }
    }

    /** So much for each weight, nothing for biases and norms. */
    private double[] onWeights(double penalty) {
        double[] penalties = new double[model.layout().parameters()];
        for (Segment segment : Segments.of(model.layout())) {
            for (int i = segment.offset(); segment.decays() && i < segment.end(); i++) {
                penalties[i] = penalty;
            }
        }
        return penalties;
    }

    @Override
    public int mostSteps() {
        return 1;
    }

    @Override
    public List<StepOutcome> advance(
            long step, int count, float[] parameters, GradientAggregator rows, String description) {
        double[] x = doubles(parameters);
        if (here == null) {
            here = memory.restoredAt(parameters);
        }
        PenalizedLoss loss = new PenalizedLoss(rows, l2, here, description);
        Evaluated from = here == null ? loss.first(parameters) : here;
        Objective.Value value = loss.value(from);
        Objective.Value before = minimizer.withPenalty(x, value);
        double norm = norm(before.gradient());
        double length = 0;
        if (Double.isFinite(from.loss()) && Double.isFinite(norm)) {
            Evaluated to = minimizer
                    .next(loss, x, memory.learned(), memory.iterations())
                    .map(loss::evaluated)
                    .orElse(from);
            length = distance(from, to);
            Objective.Value next = loss.value(to);
            memory.taken(from, to, value.gradient(), next.gradient());
            System.arraycopy(to.weights(), 0, parameters, 0, l2.length);
            double[] reached = doubles(to.weights());
            ended = end(before.value(), minimizer.withPenalty(reached, next), length, norm(reached));
            if (length > 0) {
                model.moveRunning(to.tally(), parameters);
            }
            here = to.at(parameters);
        }
        times = loss.times();
        return List.of(
                new StepOutcome(from.loss() * from.weight(), from.weight(), from.rows() * loss.passes(), norm, length));
    }

    /**
     * Why there is nothing more to gain, if so.
     *
     * @param before the value before the iteration, with all penalties
     * @param after value and gradient behind it, with all penalties
     * @param length of the step
     * @param size norm of the weights
     */
    private Optional<Ending> end(double before, Objective.Value after, double length, double size) {
        double norm = norm(after.gradient());
        double fall = before - after.value();
        if (norm <= settings.tolerance() * Math.max(1, size)) {
            return Optional.of(new Ending(Ending.Cause.SMALL_GRADIENT, norm, fall));
        }
        if (length == 0) {
            return Optional.of(new Ending(Ending.Cause.NOTHING_LOWER, norm, fall));
        }
        if (fall <= settings.tolerance() / 1000 * Math.max(Math.abs(before), Math.abs(after.value()))) {
            return Optional.of(new Ending(Ending.Cause.SMALL_FALL, norm, fall));
        }
        return Optional.empty();
    }

    @Override
    public RoundTimes times(GradientAggregator rows) {
        return times;
    }

    @Override
    public Optional<String> ended() {
        return ended.map(Ending::text);
    }

    @Override
    public OptimizerState state() {
        return memory.state(here, ended);
    }

    @Override
    public void restore(OptimizerState saved) {
        memory.restore(saved);
        ended = Ending.in(saved.numbers());
        here = null;
    }

    private double[] doubles(float[] weights) {
        double[] x = new double[l2.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = weights[i];
        }
        return x;
    }

    private double distance(Evaluated from, Evaluated to) {
        double square = 0;
        for (int i = 0; i < l2.length; i++) {
            double difference = (double) to.weights()[i] - from.weights()[i];
            square += difference * difference;
        }
        return Math.sqrt(square);
    }

    private static double norm(double[] x) {
        double square = 0;
        for (double number : x) {
            square += number * number;
        }
        return Math.sqrt(square);
    }
}
