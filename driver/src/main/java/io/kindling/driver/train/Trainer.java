package io.kindling.driver.train;

import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.rule.Workers;
import io.kindling.driver.train.TrainingResult.Status;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.GradientWork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The training loop. A step: the gradient over its rows, summed over all shards; the optimizer's update; from time to time
 * a validation. Knows no Spark: the rows are behind the {@link GradientAggregator}.
 */
public final class Trainer {
    private final Model model;
    private final TrainingPlan plan;
    private final Cadence cadence;
    private final GradientAggregator rows;
    private final Optional<Evaluation> validation;
    private final Optimizer optimizer;
    private final Workers workers;
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

    public Trainer(
            Model model,
            TrainingPlan plan,
            Cadence cadence,
            GradientAggregator rows,
            Optional<Evaluation> validation,
            Optimizer optimizer,
            Workers workers,
            List<TrainingListener> listeners) {
        this(model, plan, cadence, rows, validation, optimizer, workers, listeners, Checkpoints.NONE);
    }

    /** As the other, with checkpoints. */
    public Trainer(
            Model model,
            TrainingPlan plan,
            Cadence cadence,
            GradientAggregator rows,
            Optional<Evaluation> validation,
            Optimizer optimizer,
            Workers workers,
            List<TrainingListener> listeners,
            Checkpoints checkpoints) {
        this.model = model;
        this.plan = plan;
        this.cadence = cadence;
        this.rows = rows;
        this.validation = validation;
        this.optimizer = optimizer;
        this.workers = workers;
        this.listeners = List.copyOf(listeners);
        this.checkpoints = checkpoints;
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
        optimizer.restore(state.optimizer());
        best.restore(state.best());
        listeners.forEach(listener -> listener.started(plan));
        listeners.forEach(listener -> listener.resumed(state));
        return goOn(state.weights());
    }

    private TrainingResult goOn(float[] parameters) {
        try {
            return ended(result(train(parameters), parameters));
        } catch (RuntimeException e) {
            throw new TrainingFailedException(e, ended(result(Status.FAILED, parameters)));
        }
    }

    private Status train(float[] parameters) {
        while (step < plan.steps() && !waitedLongEnough()) {
            if (stop.get()) {
                checkpoints.stopped(() -> state(parameters));
                return Status.STOPPED;
            }
            takeStep(parameters);
            boolean newBest = false;
            if (step % cadence.validateEverySteps() == 0 || step == plan.steps()) {
                newBest = validate(parameters);
            }
            checkpoints.taken(step, newBest, () -> state(parameters));
        }
        return waitedLongEnough() ? Status.EARLY_STOPPED : Status.COMPLETED;
    }

    /** Asks {@link #run} to end after the step at hand; any thread may ask. */
    public void stop() {
        stop.set(true);
    }

    private void takeStep(float[] parameters) {
        watch.start();
        GradientSum sum =
                rows.aggregate(new GradientWork(step), parameters, "step " + (step + 1) + " of " + plan.steps());
        double loss = sum.meanLoss();
        double weight = sum.weight();
        long summed = System.nanoTime();
        if (Double.isFinite(loss)) {
            optimizer.step(parameters, sum.meanGradient(), workers);
            model.moveRunning(sum.tally(), parameters);
        }
        long updateNanos = System.nanoTime() - summed;
        watch.stop();
        if (!Double.isFinite(loss) || !Double.isFinite(optimizer.gradientNorm())) {
            throw Divergence.at(step, loss, rows, parameters, optimizer.learningRate());
        }
        step++;
        rowsSeen += sum.rows();
        reportLoss.add(sum.loss(), weight);
        epochLoss.add(sum.loss(), weight);
        if (step % plan.stepsPerEpoch() == 0 || step == plan.steps()) {
            trainLoss = epochLoss.take();
        }
        StepReport report = new StepReport(
                step,
                epoch(),
                loss,
                weight,
                optimizer.gradientNorm(),
                optimizer.learningRate(),
                sum.rows(),
                watch.nanos(),
                rows.times(),
                updateNanos);
        listeners.forEach(listener -> listener.step(report));
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
        ValidationReport report = new ValidationReport(step, epoch(), reportLoss.take(), figures, better, watch.lap());
        listeners.forEach(listener -> listener.validated(report));
        return better;
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
                optimizer.state(),
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
                rowsSeen / seconds);
    }

    /** The epoch of the step just taken, counted from 1. */
    private long epoch() {
        return (step + plan.stepsPerEpoch() - 1) / plan.stepsPerEpoch();
    }
}
