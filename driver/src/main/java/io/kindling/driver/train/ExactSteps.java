package io.kindling.driver.train;

import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.OptimizerState;
import io.kindling.driver.optim.rule.Workers;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sum.Compression;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.Uncompressed;
import io.kindling.kernels.work.CompressedWork;
import io.kindling.kernels.work.GradientWork;
import io.kindling.kernels.work.ShardWork;
import java.util.List;
import java.util.Optional;

/** A round is one step: the gradient over its rows, summed over all shards, and the optimizer's update on the driver. */
public final class ExactSteps implements Synchronization {
    private final Model model;
    private final Optimizer optimizer;
    private final Workers workers;
    private final Compression compression;
    private List<TrainingListener> listeners = List.of();
    private long rounds;

    /** With gradients as they are. */
    public ExactSteps(Model model, Optimizer optimizer, Workers workers) {
        this(model, optimizer, workers, new Uncompressed());
    }

    /** With what each shard sends compressed. */
    public ExactSteps(Model model, Optimizer optimizer, Workers workers, Compression compression) {
        this.model = model;
        this.optimizer = optimizer;
        this.workers = workers;
        this.compression = compression;
    }

    @Override
    public int mostSteps() {
        return 1;
    }

    @Override
    public List<StepOutcome> advance(
            long step, int count, float[] parameters, GradientAggregator rows, String description) {
        GradientSum sum = rows.aggregate(work(step), parameters, description);
        List<LayerReport> layers = List.of();
        if (Double.isFinite(sum.meanLoss())) {
            float[] gradient = sum.meanGradient();
            show(step + 1, gradient);
            Optional<LayerFigures> figures =
                    LayerFigures.before(model.layout(), sum, Optional.of(gradient), parameters);
            optimizer.step(parameters, gradient, workers);
            layers = figures.map(begun -> begun.after(parameters, 1)).orElse(layers);
            model.moveRunning(sum.tally(), parameters);
        }
        return List.of(new StepOutcome(
                sum.loss(), sum.weight(), sum.rows(), optimizer.gradientNorm(), optimizer.learningRate(), layers));
    }

    @Override
    public void showGradients(List<TrainingListener> listeners) {
        this.listeners = listeners;
    }

    private void show(long step, float[] gradient) {
        for (TrainingListener listener : listeners) {
            if (listener.wantsGradient(step)) {
                listener.gradient(step, gradient);
            }
        }
    }

    @Override
    public OptimizerState state() {
        return optimizer.state();
    }

    @Override
    public void restore(OptimizerState saved) {
        optimizer.restore(saved);
    }

    private ShardWork work(long step) {
        GradientWork gradient = new GradientWork(step);
        return compression instanceof Uncompressed ? gradient : new CompressedWork(gradient, compression, rounds++);
    }
}
