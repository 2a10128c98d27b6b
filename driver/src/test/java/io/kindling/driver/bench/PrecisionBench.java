package io.kindling.driver.bench;

import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.rule.Crew;
import io.kindling.driver.train.LocalGradientAggregator;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.Precision;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.GradientWork;
import java.util.List;
import java.util.Locale;

/**
 * Training steps by this JVM's threads with float32 and with bfloat16 products, in turns within one run. {@code
 * scripts/bench precision}.
 */
final class PrecisionBench {
    private static final int ROUNDS = 5;
    private static final long NANOS = 1_500_000_000;

    private PrecisionBench() {}

    public static void main(String[] arguments) {
        System.out.println("In bf16: " + Kernels.best(Precision.BF16).fingerprint() + "\n");
        System.out.println("| network | batch | float32, ms a step | ± | bf16, ms a step | ± | float32 / bf16 |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        measure(Network.dense(784, 512, 256, 10), 256);
        measure(Network.dense(784, 512, 256, 10), 2048);
        measure(Network.dense(784, 2048, 2048, 10), 2048);
        measure(Network.lenet(), 256);
        measure(Network.transformer(), 32);
        System.exit(0);
    }

    private static void measure(Network network, int batch) {
        int threads = Runtime.getRuntime().availableProcessors();
        List<Shard> shards = network.shards(2 * batch, threads);
        try (Training exact = new Training(network, shards, batch, Precision.FLOAT32);
                Training half = new Training(network, shards, batch, Precision.BF16)) {
            double[] exactMillis = new double[ROUNDS];
            double[] halfMillis = new double[ROUNDS];
            exact.millis();
            half.millis();
            for (int round = 0; round < ROUNDS; round++) {
                exactMillis[round] = exact.millis();
                halfMillis[round] = half.millis();
            }
            Spread one = Spread.of(exactMillis);
            Spread other = Spread.of(halfMillis);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.2f | %.0f %% | %.2f | %.0f %% | %.2f |%n",
                    network,
                    batch,
                    one.median(),
                    100 * one.share(),
                    other.median(),
                    100 * other.share(),
                    one.median() / other.median());
        }
    }

    /** One that goes on from call to call. */
    private static final class Training implements AutoCloseable {
        private final LocalGradientAggregator engine;
        private final Optimizer optimizer;
        private final Crew crew;
        private final float[] parameters;
        private long step;

        Training(Network network, List<Shard> shards, int batch, Precision precision) {
            this.crew = new Crew(shards.size() - 1);
            this.engine = new LocalGradientAggregator(
                    shards, network.job(shards, batch).in(precision), Kernels.best(precision), crew);
            this.optimizer = network.adam();
            this.parameters = network.model().layout().initialize(1);
        }

        /** Of a step, over a second or so. */
        double millis() {
            long start = System.nanoTime();
            int steps = 0;
            do {
                GradientSum sum = engine.aggregate(new GradientWork(step), parameters, "bench");
                optimizer.step(parameters, sum.meanGradient(), crew);
                step++;
                steps++;
            } while (System.nanoTime() - start < NANOS);
            return (System.nanoTime() - start) / 1e6 / steps;
        }

        @Override
        public void close() {
            engine.close();
            crew.close();
        }
    }
}
