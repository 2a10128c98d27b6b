package io.kindling.driver.train;

import io.kindling.driver.ClusterException;
import io.kindling.driver.Interruption;
import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.rule.Workers;
import io.kindling.driver.train.TrainingResult.Status;
import io.kindling.kernels.model.Model;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The training loop: round after round of one step or several, and from time to time a validation. What a round is says the
 * {@link Synchronization}: by default the gradient over a step's rows, summed over all shards, and the optimizer's update.
 * Knows no Spark: the rows are behind the {@link GradientAggregator}.
 */
public final class Trainer {
    private final TrainingPlan plan;
    private final Cadence cadence;
    private final GradientAggregator rows;
    private final Optional<Evaluation> validation;
    private final Optimizer optimizer;
    private final Synchronization synchronization;
    private final List<TrainingListener> listeners;
    private final Checkpoints checkpoints;
    private final AtomicBoolean stop = new AtomicBoolean();

    private final Best best;
    private final Stopwatch watch = new Stopwatch();
    private final LossMean reportLoss = new LossMean();
    private final LossMean epochLoss = new LossMean();
    private double trainLoss = Double.NaN;
    private long rowsSeen;
    private long step;

    /**
     * When to validate and when to stop.
     *
     * @param validateEverySteps steps between validations
     * @param monitor the figure that decides what is best
     * @param earlyStopping when to stop early, if at all
     */
    public record Cadence(long validateEverySteps, String monitor, Optional<EarlyStopping> earlyStopping) {}

    /** With exact steps: the gradient over all shards, and the optimizer's update here. */
    public Trainer(
            Model model,
            TrainingPlan plan,
            Cadence cadence,
            GradientAggregator rows,
            Optional<Evaluation> validation,
            Optimizer optimizer,
            Workers workers,
            List<TrainingListener> listeners) {
        this(
                plan,
                cadence,
                rows,
                validation,
                optimizer,
                new ExactSteps(model, optimizer, workers),
                listeners,
                Checkpoints.NONE);
    }

    /**
     * With rounds of any kind, and checkpoints.
     *
     * @param optimizer the one that the rounds are taken with
     */
    public Trainer(
            TrainingPlan plan,
            Cadence cadence,
            GradientAggregator rows,
            Optional<Evaluation> validation,
            Optimizer optimizer,
            Synchronization synchronization,
            List<TrainingListener> listeners,
            Checkpoints checkpoints) {
        this.plan = plan;
        this.cadence = cadence;
        this.rows = rows;
        this.validation = validation;
        this.optimizer = optimizer;
        this.synchronization = synchronization;
        this.listeners = List.copyOf(listeners);
        this.checkpoints = checkpoints;
        synchronization.showGradients(this.listeners);
        this.best = new Best(
                cadence.monitor(),
                cadence.earlyStopping().map(EarlyStopping::minDelta).orElse(0.0));
    }

    /**
     * Trains from the first step on.
     *
     * @param parameters where to start: the model's flat array; <em>overwritten</em> step by step
     * @throws TrainingFailedException if it did not come to an end, for a {@link DivergedException} or another cause; it
     *     brings what training had given until then
     */
    public TrainingResult run(float[] parameters) {
        listeners.forEach(listener -> listener.started(plan));
        return goOn(parameters);
    }

    /**
     * Goes on from a state: the rest is as if there had been no end between. The state's weights are <em>overwritten</em> step
     * by step, and its best ones too.
     *
     * @throws TrainingFailedException as {@link #run}
     */
    public TrainingResult resume(TrainingState state) {
        step = state.step();
        rowsSeen = state.rowsSeen();
        watch.restore(state.nanos());
        reportLoss.restore(state.sinceReport());
        epochLoss.restore(state.ofEpoch());
        trainLoss = state.trainLoss();
        synchronization.restore(state.optimizer());
        best.restore(state.best());
        listeners.forEach(listener -> listener.started(plan));
        listeners.forEach(listener -> listener.resumed(state));
        return goOn(state.weights());
    }

    private TrainingResult goOn(float[] parameters) {
        try {
            return ended(result(train(parameters), parameters));
        } catch (RuntimeException e) {
            throw new TrainingFailedException(e, ended(result(status(e), parameters)));
        }
    }

    /** Whoever interrupts the thread, as by stopping a notebook's cell, asks to stop. */
    private static Status status(RuntimeException failure) {
        boolean interrupted = Thread.currentThread().isInterrupted() || Interruption.isCauseOf(failure);
        return interrupted ? Status.STOPPED : Status.FAILED;
    }

    private Status train(float[] parameters) {
        while (step < plan.steps() && !converged() && !waitedLongEnough()) {
            if (stop.get()) {
                checkpoints.stopped(() -> state(parameters));
                return Status.STOPPED;
            }
            takeRound(parameters);
            boolean newBest = false;
            if (step % cadence.validateEverySteps() == 0 || step == plan.steps() || converged()) {
                newBest = validate(parameters);
            }
            checkpoints.taken(step, newBest, () -> state(parameters));
        }
        checkpoints.completed(() -> state(parameters));
        if (converged()) {
            return Status.CONVERGED;
        }
        return waitedLongEnough() ? Status.EARLY_STOPPED : Status.COMPLETED;
    }

    /** Asks {@link #run} to end after the round at hand; any thread may ask. */
    public void stop() {
        stop.set(true);
    }

    private void takeRound(float[] parameters) {
        long before = watch.nanos();
        watch.start();
        int count = stepsUntilCut();
        String steps = count == 1 ? "step " + (step + 1) : "steps " + (step + 1) + " to " + (step + count);
        List<StepOutcome> outcomes = advance(count, parameters, steps + " of " + plan.steps());
        watch.stop();
        long taken = watch.nanos() - before;
        RoundTimes times = synchronization.times(rows);
        RoundTimes share = times.dividedBy(count);
        long updateNanos = Math.max(0, taken - times.total()) / count;
        for (int i = 0; i < count; i++) {
            count(outcomes.get(i), i, before + taken * (i + 1) / count, share, updateNanos, parameters);
        }
    }

    /** Where the cluster fails, it is before anything has changed here: what was reached can be gone on from. */
    private List<StepOutcome> advance(int count, float[] parameters, String description) {
        try {
            return synchronization.advance(step, count, parameters, rows, description);
        } catch (ClusterException e) {
            checkpoints.stopped(() -> state(parameters));
            throw e;
        }
    }

    /** Rounds end where something is to be done between steps: a validation, the end of an epoch. */
    private int stepsUntilCut() {
        long next = Math.min(plan.steps(), step + synchronization.mostSteps());
        next = Math.min(next, step + plan.stepsPerEpoch() - step % plan.stepsPerEpoch());
        next = Math.min(next, step + cadence.validateEverySteps() - step % cadence.validateEverySteps());
        return (int) (next - step);
    }

    /** Counts a step and tells of it. */
    private void count(
            StepOutcome outcome, int inRound, long nanos, RoundTimes times, long updateNanos, float[] parameters) {
        if (!outcome.isFinite()) {
            throw inRound == 0
                    ? Divergence.at(step, outcome.meanLoss(), rows, parameters, outcome.learningRate())
                    : Divergence.amongLocalSteps(step, inRound, outcome.meanLoss(), outcome.learningRate());
        }
        step++;
        rowsSeen += outcome.rows();
        reportLoss.add(outcome.loss(), outcome.weight());
        epochLoss.add(outcome.loss(), outcome.weight());
        if (step % plan.stepsPerEpoch() == 0 || step == plan.steps()) {
            trainLoss = epochLoss.take();
        }
        StepReport report = new StepReport(
                step,
                epoch(),
                outcome.meanLoss(),
                outcome.weight(),
                outcome.gradientNorm(),
                outcome.learningRate(),
                outcome.rows(),
                nanos,
                times,
                updateNanos);
        listeners.forEach(listener -> listener.step(report));
        if (!outcome.layers().isEmpty()) {
            LayersReport layers = new LayersReport(step, epoch(), outcome.layers());
            listeners.forEach(listener -> listener.watched(layers));
        }
    }

    /** Whether no earlier weights were better. */
    private boolean validate(float[] parameters) {
        Map<String, Double> figures = validation
                .map(evaluation -> evaluation.figures(parameters, "validation after step " + step))
                .orElse(Map.of());
        double loss = figures.getOrDefault("loss", 0.0);
        if (Double.isInfinite(loss) || !Divergence.finite(parameters)) {
            throw Divergence.at(step - 1, loss, rows, parameters, optimizer.learningRate());
        }
        boolean better = !figures.isEmpty() && best.offer(step, figures, parameters);
        if (!figures.isEmpty()) {
            optimizer.schedule().observe(loss);
        }
        ValidationReport report =
                new ValidationReport(step, epoch(), reportLoss.take(), figures, better, watch.lap(), parameters);
        listeners.forEach(listener -> listener.validated(report));
        return better;
    }

    private boolean converged() {
        return synchronization.ended().isPresent();
    }

    private boolean waitedLongEnough() {
        return cadence.earlyStopping()
                .map(stopping -> best.withoutNewBest() >= stopping.patience())
                .orElse(false);
    }

    private TrainingState state(float[] parameters) {
        return new TrainingState(
                step,
                rowsSeen,
                watch.nanos(),
                reportLoss.sum(),
                epochLoss.sum(),
                trainLoss,
                parameters,
                synchronization.state(),
                best.state());
    }

    private TrainingResult ended(TrainingResult result) {
        listeners.forEach(listener -> listener.ended(result));
        return result;
    }

    private TrainingResult result(Status status, float[] parameters) {
        double seconds = watch.nanos() / 1e9;
        return new TrainingResult(
                status,
                best.exists() ? best.parameters() : parameters,
                step,
                step == 0 ? 0 : epoch(),
                Double.isNaN(trainLoss) ? epochLoss.take() : trainLoss,
                best.exists() ? best.step() : step,
                best.figures(),
                seconds,
                rowsSeen / seconds,
                synchronization.ended());
    }

    /** The epoch of the step just taken, counted from 1. */
    private long epoch() {
        return (step + plan.stepsPerEpoch() - 1) / plan.stepsPerEpoch();
    }
}
