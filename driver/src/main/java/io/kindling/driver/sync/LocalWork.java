package io.kindling.driver.sync;

import io.kindling.driver.optim.rule.Rule;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.parameter.ParameterLayout;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.watch.WatchedLayer;
import io.kindling.kernels.work.GradientWork;
import io.kindling.kernels.work.ShardWork;
import io.kindling.kernels.work.Workspace;
import java.util.List;
import java.util.Map;

/**
 * Several steps on one shard's own share of the batches, each with the optimizer's update. The weights that come are
 * followed by the optimizer's arrays. What goes back in the sum's gradient is, times the weight of the shard's rows over
 * all steps, the change of the weights and running statistics, and behind it the arrays as they are at the end. A step for
 * which the shard has no rows is none.
 *
 * @param step the first one, counted from 0 over all epochs
 * @param rates the learning rate of each
 * @param rules the optimizer's
 * @param numbers single numbers of the optimizer's state
 * @param stateStays whether the optimizer's arrays neither come nor go but stay with the executor
 * @param round counted from 0
 */
@SuppressWarnings("ArrayRecordComponent") // as it travels
record LocalWork(
        long step, double[] rates, List<Rule> rules, Map<String, Double> numbers, boolean stateStays, long round)
        implements ShardWork {
    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] sent, GradientSum sum) {
        Model model = workspace.job().model();
        ParameterLayout layout = model.layout();
        LocalWeights local = workspace.own(LocalWeights.class, () -> new LocalWeights(layout));
        InnerOptimizer optimizer = optimizer(workspace, shard, sent);
        local.begin(sent);
        for (int i = 0; i < rates.length; i++) {
            GradientSum gradient = local.emptyGradient();
            new GradientWork(step + i).run(workspace, shard, rows, local.weights(), gradient);
            sum.addRows((int) gradient.rows());
            sum.addLoss(gradient.loss(), gradient.weight());
            boolean taken = gradient.weight() != 0 && Double.isFinite(gradient.loss());
            double norm = taken ? optimizer.step(local.weights(), gradient, rates[i]) : 0;
            LocalTally.add(sum.tally(), i, rates.length, gradient, norm);
            if (!Double.isFinite(gradient.loss()) || !Double.isFinite(norm)) {
                return;
            }
            model.moveRunning(gradient.tally(), local.weights());
            WatchedLayer.add(gradient.tally(), sum.tally());
        }
        float weight = (float) sum.weight();
        local.storeChange(weight, sent, sum.gradient());
        if (stateStays) {
            workspace.job().shardMemory().leave(InnerOptimizer.class, shard, round, optimizer);
        } else {
            optimizer.store(weight, sum.gradient(), layout.length());
            optimizer
                    .numbers()
                    .forEach((name, number) -> LocalTally.addNumber(sum.tally(), name, sum.weight() * number));
        }
    }

    @Override
    public int gradientLength(Model model) {
        return length(model.layout(), rules, stateStays);
    }

    /** How many numbers travel: weights, running statistics and, unless they stay, the optimizer's arrays. */
    static int length(ParameterLayout layout, List<Rule> rules, boolean stateStays) {
        int arrays = stateStays
                ? 0
                : rules.stream().mapToInt(rule -> rule.arrayNames().size()).sum();
        long length = layout.length() + (long) arrays * layout.parameters();
        if (length > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("Weights and optimizer state are " + length
                    + " numbers together, more than one flat array holds; set training.sync.local_steps: 1");
        }
        return (int) length;
    }

    private InnerOptimizer optimizer(Workspace workspace, int shard, float[] sent) {
        ParameterLayout layout = workspace.job().model().layout();
        if (stateStays) {
            return workspace
                    .job()
                    .shardMemory()
                    .take(InnerOptimizer.class, shard, round)
                    .orElseGet(() -> new InnerOptimizer(rules, layout));
        }
        InnerOptimizer optimizer = workspace.own(InnerOptimizer.class, () -> new InnerOptimizer(rules, layout));
        optimizer.load(step, sent, layout.length(), numbers);
        return optimizer;
    }
}
