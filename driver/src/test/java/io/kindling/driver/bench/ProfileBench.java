package io.kindling.driver.bench;

import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.rule.Crew;
import io.kindling.driver.train.LocalGradientAggregator;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.work.GradientWork;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where the time of a step goes: this JVM's threads are looked at over and over while they train, and each look is counted
 * for the part of Kindling that the thread was in. {@code scripts/bench profile}.
 */
final class ProfileBench {
    private static final int SECONDS = 12;
    private static final int PAUSE_MILLIS = 2;
    /** What is less than this is told with the rest. */
    private static final double LEAST_SHARE = 0.01;

    private ProfileBench() {}

    public static void main(String[] arguments) throws Exception {
        int threads = Runtime.getRuntime().availableProcessors();
        for (int batch : new int[] {256, 2048}) {
            profile(Network.dense(784, 512, 256, 10), batch, threads);
        }
        profile(Network.lenet(), 256, threads);
        profile(Network.transformer(), 32, threads);
        System.exit(0);
    }

    private static void profile(Network network, int batch, int threads) throws Exception {
        List<Shard> shards = network.shards(8 * batch, threads);
        float[] parameters = network.model().layout().initialize(1);
        Optimizer optimizer = network.adam();
        Map<String, Integer> looks = new TreeMap<>();
        long[] steps = new long[1];
        AtomicBoolean training = new AtomicBoolean(true);
        try (Crew crew = new Crew(threads - 1);
                LocalGradientAggregator engine =
                        new LocalGradientAggregator(shards, network.job(shards, batch), Kernels.best(), crew)) {
            Thread trainer = new Thread(() -> {
                while (training.get()) {
                    optimizer.step(
                            parameters,
                            engine.aggregate(new GradientWork(steps[0]++), parameters, "bench")
                                    .meanGradient(),
                            crew);
                }
            });
            trainer.start();
            Thread.sleep(SECONDS * 1000L); // until it is compiled
            long before = steps[0];
            long start = System.nanoTime();
            while (System.nanoTime() - start < SECONDS * 1e9) {
                Set<Thread> watched =
                        new LinkedHashSet<>(Thread.getAllStackTraces().keySet());
                watched.removeIf(
                        thread -> thread != trainer && !thread.getName().startsWith("kindling-worker"));
                for (Thread thread : watched) {
                    looks.merge(part(thread.getStackTrace()), 1, Integer::sum);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            double millis = (System.nanoTime() - start) / 1e6 / (steps[0] - before);
            training.set(false);
            trainer.join();
            print(network, batch, millis, looks);
        }
    }

    /** By the frame nearest to the top that tells; those of the Vector API and of the JDK do not. */
    private static String part(StackTraceElement[] stack) {
        boolean product = false;
        boolean loop = false;
        for (StackTraceElement frame : stack) {
            String name = frame.getClassName();
            if (!name.startsWith("io.kindling.")) {
                continue;
            }
            product |= name.startsWith("io.kindling.kernels.blas.");
            loop |= name.startsWith("io.kindling.kernels.vector.");
            String place = name.substring(name.lastIndexOf('.') + 1);
            // What a crew works on has frames of its own above the crew's.
            if (name.startsWith(Crew.class.getName())) {
                return "waiting";
            }
            if (name.startsWith("io.kindling.driver.optim.")) {
                return "optimizer";
            }
            if (name.startsWith("io.kindling.kernels.sum.")) {
                return "adding up gradients";
            }
            if (name.startsWith("io.kindling.kernels.shard.") || name.startsWith("io.kindling.kernels.sampler.")) {
                return "rows of the batch";
            }
            if (!product && !loop && name.startsWith("io.kindling.driver.")) {
                return "waiting";
            }
            if (!name.startsWith("io.kindling.kernels.blas.") && !name.startsWith("io.kindling.kernels.vector.")) {
                return (product ? "products: " : loop ? "loops: " : "else: ") + place + "." + frame.getMethodName();
            }
        }
        return "waiting";
    }

    private static void print(Network network, int batch, double millis, Map<String, Integer> looks) {
        double all = looks.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf(Locale.ROOT, "%n%s, batch %d: %.2f ms a step%n%n", network, batch, millis);
        System.out.println("| part | share of the work |");
        System.out.println("| --- | --- |");
        double products = looks.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("products"))
                .mapToInt(Map.Entry::getValue)
                .sum();
        System.out.printf(Locale.ROOT, "| all products | %.1f %% |%n", 100 * products / all);
        looks.entrySet().stream()
                .filter(entry -> entry.getValue() / all >= LEAST_SHARE)
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> System.out.printf(
                        Locale.ROOT, "| %s | %.1f %% |%n", entry.getKey(), 100 * entry.getValue() / all));
    }
}
