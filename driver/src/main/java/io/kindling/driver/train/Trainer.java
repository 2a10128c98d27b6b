package io.kindling.driver.train;

import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.rule.Workers;
import io.kindling.driver.train.TrainingResult.Status;
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
    private final TrainingPlan plan;
    private final Cadence cadence;
    private final GradientAggregator rows;
    private final Optional<Evaluation> validation;
    private final Optimizer optimizer;
    private final Workers workers;
    private final List<TrainingListener> listeners;
    private final AtomicBoolean stop = new AtomicBoolean();

    private final Best best;
    private final Stopwatch watch = new Stopwatch();
    private final LossMean reportLoss = new LossMean();
    private final LossMean epochLoss = new LossMean();
    private double trainLoss = Double.NaN;
    private double rowsSeen;
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
            TrainingPlan plan,
            Cadence cadence,
            GradientAggregator rows,
            Optional<Evaluation> validation,
            Optimizer optimizer,
            Workers workers,
            List<TrainingListener> listeners) {
        this.plan = plan;
        this.cadence = cadence;
        this.rows = rows;
        this.validation = validation;
        this.optimizer = optimizer;
        this.workers = workers;
        this.listeners = List.copyOf(listeners);
        this.best = new Best(
                cadence.monitor(),
                cadence.earlyStopping().map(EarlyStopping::minDelta).orElse(0.0));
    }

    /**
     * Trains.
     *
     * @param parameters where to start; <em>overwritten</em> step by step
     * @throws DivergedException if the loss or the gradient is no longer finite
     */
    public TrainingResult run(float[] parameters) {
        listeners.forEach(listener -> listener.started(plan));
        Status status = Status.COMPLETED;
        while (step < plan.steps()) {
            if (stop.get()) {
                status = Status.STOPPED;
                break;
            }
            takeStep(parameters);
            if (step % cadence.validateEverySteps() == 0 || step == plan.steps()) {
                validate(parameters);
            }
            if (waitedLongEnough()) {
                status = Status.EARLY_STOPPED;
                break;
            }
        }
        TrainingResult result = result(status, parameters);
        listeners.forEach(listener -> listener.ended(result));
        return result;
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
        double rowsInStep = sum.weight();
        if (Double.isFinite(loss)) {
            optimizer.step(parameters, sum.meanGradient(), workers);
        }
        watch.stop();
        if (!Double.isFinite(loss) || !Double.isFinite(optimizer.gradientNorm())) {
            throw diverged(parameters, loss);
        }
        step++;
        rowsSeen += rowsInStep;
        reportLoss.add(sum.loss(), rowsInStep);
        epochLoss.add(sum.loss(), rowsInStep);
        if (step % plan.stepsPerEpoch() == 0 || step == plan.steps()) {
            trainLoss = epochLoss.take();
        }
        StepReport report = new StepReport(
                step, epoch(), loss, optimizer.gradientNorm(), optimizer.learningRate(), rowsInStep, watch.nanos());
        listeners.forEach(listener -> listener.step(report));
    }

    private void validate(float[] parameters) {
        Map<String, Double> figures = validation
                .map(evaluation -> evaluation.figures(parameters, "validation after step " + step))
                .orElse(Map.of());
        boolean better = !figures.isEmpty() && best.offer(step, figures, parameters);
        if (!figures.isEmpty()) {
            optimizer.schedule().observe(figures.get("loss"));
        }
        ValidationReport report = new ValidationReport(step, epoch(), reportLoss.take(), figures, better, watch.lap());
        listeners.forEach(listener -> listener.validated(report));
    }

    private boolean waitedLongEnough() {
        return cadence.earlyStopping()
                .map(stopping -> best.withoutNewBest() >= stopping.patience())
                .orElse(false);
    }

    private DivergedException diverged(float[] parameters, double loss) {
        String place = Divergence.locate(rows, step, parameters);
        TrainingResult soFar = result(Status.FAILED, parameters);
        listeners.forEach(listener -> listener.ended(soFar));
        return new DivergedException(Divergence.message(step + 1, loss, place, optimizer.learningRate()), soFar);
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
