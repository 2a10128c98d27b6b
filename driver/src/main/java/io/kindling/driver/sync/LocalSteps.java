package io.kindling.driver.sync;

import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.OptimizerState;
import io.kindling.driver.optim.rule.Workers;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.driver.train.LayerFigures;
import io.kindling.driver.train.LayerReport;
import io.kindling.driver.train.StepOutcome;
import io.kindling.driver.train.Synchronization;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.parameter.ParameterLayout;
import io.kindling.kernels.sum.Compression;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.sum.Uncompressed;
import io.kindling.kernels.work.CompressedWork;
import io.kindling.kernels.work.ShardWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A round is several steps that each shard takes by itself, from the same weights and the same optimizer state, on its own
 * share of the batches; then the mean of the shards' changes, each by the weight of its rows, and an outer step along it.
 * The optimizer's state is averaged, too, and sent out again with the next round: nothing of a run is on executors alone,
 * unless the compression keeps residuals there, when the state stays with them.
 */
final class LocalSteps implements Synchronization {
    /** In front of what the outer optimizer keeps. */
    private static final String OUTER = "outer.";

    private final ParameterLayout layout;
    private final Optimizer optimizer;
    private final Optimizer outer;
    private final Workers workers;
    private final Compression compression;
    private final boolean stateStays;
    private final int mostSteps;
    private final float[] sent;
    private final float[] change;
    private long rounds;

    LocalSteps(Model model, Optimizer optimizer, Workers workers, SyncSettings settings) {
        this.layout = model.layout();
        this.optimizer = optimizer;
        this.workers = workers;
        this.outer = settings.outer().orElse(OuterSettings.USUAL).optimizer(layout);
        this.compression = settings.compression();
        this.stateStays = compression.keepsResiduals();
        this.mostSteps = settings.localSteps();
        this.sent = new float[LocalWork.length(layout, optimizer.rules(), stateStays)];
        this.change = new float[layout.parameters()];
    }

    @Override
    public int mostSteps() {
        return mostSteps;
    }

    @Override
    public List<StepOutcome> advance(
            long step, int count, float[] parameters, GradientAggregator rows, String description) {
        double[] rates = new double[count];
        for (int i = 0; i < count; i++) {
            rates[i] = optimizer.learningRateAt(step + i);
        }
        pack(parameters);
        GradientSum sum = rows.aggregate(work(step, rates), sent, description);
        List<StepOutcome> outcomes = LocalTally.outcomes(sum.tally(), rates);
        boolean finite = outcomes.stream()
                .allMatch(outcome -> Double.isFinite(outcome.loss()) && Double.isFinite(outcome.gradientNorm()));
        if (!finite) {
            return outcomes;
        }
        Optional<LayerFigures> figures = LayerFigures.before(layout, sum, Optional.empty(), parameters);
        takeOuterStep(sum, parameters);
        takeState(sum, step + count);
        return figures.map(begun -> withLayers(outcomes, begun.after(parameters, count)))
                .orElse(outcomes);
    }

    /** The layers are those of the round, told with its last step. */
    private static List<StepOutcome> withLayers(List<StepOutcome> outcomes, List<LayerReport> layers) {
        List<StepOutcome> told = new ArrayList<>(outcomes);
        int last = told.size() - 1;
        told.set(last, told.get(last).withLayers(layers));
        return told;
    }

    /** The weights, and behind them the optimizer's arrays. */
    private void pack(float[] parameters) {
        System.arraycopy(parameters, 0, sent, 0, layout.length());
        int at = layout.length();
        if (!stateStays) {
            for (float[] array : optimizer.state().arrays().values()) {
                System.arraycopy(array, 0, sent, at, array.length);
                at += array.length;
            }
        }
    }

    private ShardWork work(long step, double[] rates) {
        Map<String, Double> numbers = new LinkedHashMap<>(optimizer.state().numbers());
        numbers.keySet().removeAll(optimizer.schedule().state().keySet());
        LocalWork work = new LocalWork(step, rates, optimizer.rules(), numbers, stateStays, rounds);
        ShardWork compressed =
                compression instanceof Uncompressed ? work : new CompressedWork(work, compression, rounds);
        rounds++;
        return compressed;
    }

    /** The outer optimizer takes the mean change, turned round, for a gradient. Running statistics are averaged. */
    private void takeOuterStep(GradientSum sum, float[] parameters) {
        if (sum.weight() == 0) {
            return;
        }
        float[] mean = sum.meanGradient();
        for (int i = 0; i < change.length; i++) {
            change[i] = -mean[i];
        }
        outer.step(parameters, change, workers);
        for (int i = layout.parameters(); i < layout.length(); i++) {
            parameters[i] += mean[i];
        }
    }

    /** The mean of the shards' optimizer states, as {@link #takeOuterStep} has left it in the sum. */
    private void takeState(GradientSum sum, long steps) {
        Map<String, float[]> arrays = optimizer.state().arrays();
        Map<String, Double> numbers = new LinkedHashMap<>(optimizer.state().numbers());
        if (!stateStays && sum.weight() != 0) {
            int at = layout.length();
            for (float[] array : arrays.values()) {
                System.arraycopy(sum.gradient(), at, array, 0, array.length);
                at += array.length;
            }
            Tally tally = sum.tally();
            numbers.replaceAll((name, number) -> optimizer.schedule().state().containsKey(name)
                    ? number
                    : LocalTally.number(tally, name) / sum.weight());
        }
        optimizer.restore(new OptimizerState(steps, arrays, numbers));
    }

    @Override
    public OptimizerState state() {
        OptimizerState inner = optimizer.state();
        Map<String, float[]> arrays = new LinkedHashMap<>(inner.arrays());
        outer.state().arrays().forEach((name, array) -> arrays.put(OUTER + name, array));
        Map<String, Double> numbers = new LinkedHashMap<>(inner.numbers());
        numbers.put(OUTER + "steps", (double) outer.steps());
        return new OptimizerState(inner.steps(), arrays, numbers);
    }

    @Override
    public void restore(OptimizerState saved) {
        Map<String, float[]> arrays = new LinkedHashMap<>(saved.arrays());
        Map<String, float[]> outerArrays = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            if (name.startsWith(OUTER)) {
                outerArrays.put(name.substring(OUTER.length()), array);
            }
        });
        arrays.keySet().removeIf(name -> name.startsWith(OUTER));
        Map<String, Double> numbers = new LinkedHashMap<>(saved.numbers());
        Double outerSteps = numbers.remove(OUTER + "steps");
        if (outerSteps == null) {
            throw new IllegalArgumentException("The saved state is of exact steps, but these are local ones"
                    + " (training.sync); go on with the settings that it was saved from");
        }
        optimizer.restore(new OptimizerState(saved.steps(), arrays, numbers));
        outer.restore(new OptimizerState(outerSteps.longValue(), outerArrays, Map.of()));
    }
}
