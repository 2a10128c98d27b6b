package io.kindling.driver.bench;

import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.rule.Crew;
import io.kindling.driver.train.LocalGradientAggregator;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.GradientWork;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Training rows (of a language model: tokens) a second by this JVM's threads, as a share of what the same threads reach in
 * bare matrix products in the same run; and the bytes that a step allocates. {@code scripts/bench training}.
 */
final class TrainingBench {
    private static final int NUMBERS = 16_384 * 784;
    private static final long WARM_NANOS = 6_000_000_000L;

    private TrainingBench() {}

    public static void main(String[] arguments) throws Exception {
        int threads = Runtime.getRuntime().availableProcessors();
        System.out.println(
                "| network | batch | ms a step | ± | rows/s, tokens/s | GFLOP/s | ceiling | share | bytes a step |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        measure(Network.dense(784, 512, 256, 10), 256, threads);
        measure(Network.dense(784, 512, 256, 10), 2048, threads);
        measure(Network.dense(784, 2048, 2048, 10), 2048, threads);
        measure(Network.lenet(), 256, threads);
        measure(Network.transformer(), 32, threads);
        System.exit(0);
    }

    private static void measure(Network network, int batch, int threads) throws Exception {
        int rows = Math.max(
                2 * batch, Math.min(16_384, NUMBERS / network.model().input().size()));
        List<Shard> shards = network.shards(rows, threads);
        float[] parameters = network.model().layout().initialize(1);
        Optimizer optimizer = network.adam();
        int steps = (int) Math.max(20, Math.min(1000, 4e12 / (network.flopsPerRow() * batch * 10)));
        double[] ceiling = new double[5];
        double[] millis = new double[5];
        long bytes = 0;
        try (Crew crew = new Crew(threads - 1);
                LocalGradientAggregator engine =
                        new LocalGradientAggregator(shards, network.job(shards, batch), Kernels.best(), crew)) {
            long step = 0;
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < WARM_NANOS) {
                step(engine, optimizer, crew, parameters, step++);
            }
            for (int round = 0; round < 5; round++) {
                ceiling[round] = Ceiling.gflops(threads);
                long allocated = Allocation.bytes();
                long start = System.nanoTime();
                for (int i = 0; i < steps; i++) {
                    step(engine, optimizer, crew, parameters, step++);
                }
                millis[round] = (System.nanoTime() - start) / 1e6 / steps;
                bytes = (Allocation.bytes() - allocated) / steps;
            }
        }
        Spread spread = Spread.of(millis);
        double median = spread.median();
        double rate = network.flopsPerRow() * batch / median / 1e6;
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f | %.0f %% | %,.0f | %.0f | %.0f | %.2f | %,d |%n",
                network,
                batch,
                median,
                100 * spread.share(),
                batch * network.perRow() / median * 1e3,
                rate,
                median(ceiling),
                rate / median(ceiling),
                bytes);
    }

    private static void step(
            LocalGradientAggregator engine, Optimizer optimizer, Crew crew, float[] parameters, long step) {
        GradientSum sum = engine.aggregate(new GradientWork(step), parameters, "bench");
        optimizer.step(parameters, sum.meanGradient(), crew);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
