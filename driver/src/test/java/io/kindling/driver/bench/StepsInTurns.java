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

/** Training steps by this JVM's threads with one kind of kernels and with another, in turns within one run. */
final class StepsInTurns {
    private static final int ROUNDS = 5;
    private static final long NANOS = 1_500_000_000;

    private StepsInTurns() {}

    /** Prints the head of a table. */
    static void printHead(String one, String other) {
        System.out.printf(
                "| network | batch | %1$s, ms a step | ± | %2$s, ms a step | ± | %1$s / %2$s |%n", one, other);
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
    }

    /** Prints a line of it: network, batch, milliseconds a step with either, and the ratio. */
    static void print(Network network, int batch, Precision precision, Kernels one, Precision other, Kernels others) {
        int threads = Runtime.getRuntime().availableProcessors();
        List<Shard> shards = network.shards(2 * batch, threads);
        try (Training first = new Training(network, shards, batch, precision, one);
                Training second = new Training(network, shards, batch, other, others)) {
            double[] firstMillis = new double[ROUNDS];
            double[] secondMillis = new double[ROUNDS];
            first.millis();
            second.millis();
            for (int round = 0; round < ROUNDS; round++) {
                firstMillis[round] = first.millis();
                secondMillis[round] = second.millis();
            }
            Spread ours = Spread.of(firstMillis);
            Spread theirs = Spread.of(secondMillis);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.2f | %.0f %% | %.2f | %.0f %% | %.2f |%n",
                    network,
                    batch,
                    ours.median(),
                    100 * ours.share(),
                    theirs.median(),
                    100 * theirs.share(),
                    ours.median() / theirs.median());
        }
    }

    /** One that goes on from call to call. */
    private static final class Training implements AutoCloseable {
        private final LocalGradientAggregator engine;
        private final Optimizer optimizer;
        private final Crew crew;
        private final float[] parameters;
        private long step;

        Training(Network network, List<Shard> shards, int batch, Precision precision, Kernels kernels) {
            this.crew = new Crew(shards.size() - 1);
            this.engine = new LocalGradientAggregator(
                    shards, network.job(shards, batch).in(precision), kernels, crew);
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
