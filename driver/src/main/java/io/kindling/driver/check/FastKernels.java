package io.kindling.driver.check;

import io.kindling.driver.spark.engine.KernelSpeed;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether all executors multiply matrices with the native library, and how fast. */
final class FastKernels implements Question {
    /** How much slower than the fastest executor the slowest may be. */
    private static final double UNEVEN = 2;

    @Override
    public String name() {
        return "kernels";
    }

    @Override
    public Finding ask(Subject subject) {
        Map<String, KernelSpeed> kernels = new TreeMap<>(subject.cluster().kernels());
        double slowest = kernels.values().stream()
                .mapToDouble(KernelSpeed::gigaflops)
                .min()
                .orElse(0);
        double fastest = kernels.values().stream()
                .mapToDouble(KernelSpeed::gigaflops)
                .max()
                .orElse(0);
        String kinds =
                kernels.values().stream().map(KernelSpeed::blas).distinct().collect(Collectors.joining(" and "));
        String found = String.format(
                Locale.ROOT,
                "%s products, %s GFLOP/s in each task%s",
                kinds,
                Math.round(slowest) == Math.round(fastest)
                        ? "" + Math.round(slowest)
                        : Math.round(slowest) + " to " + Math.round(fastest),
                kernels.size() == 1 ? "" : ", on " + kernels.size() + " executors");
        return judged(found, kernels, slowest, fastest)
                .with("slowest_gigaflops", slowest)
                .with("fastest_gigaflops", fastest);
    }

    private Finding judged(String found, Map<String, KernelSpeed> kernels, double slowest, double fastest) {
        List<String> others = kernels.entrySet().stream()
                .filter(entry -> !entry.getValue().blas().equals("native"))
                .map(entry -> "executor " + entry.getKey() + ": " + entry.getValue())
                .toList();
        if (!others.isEmpty()) {
            return Finding.warning(
                            name(),
                            found,
                            "native products, which are some five times as fast",
                            "the lines below say why not, and how to cure it")
                    .showing(others);
        }
        if (slowest * UNEVEN < fastest) {
            return Finding.warning(
                    name(),
                    found,
                    "executors of about the same speed: each step waits for the slowest",
                    "leave the slow machines out, or give them fewer cores; kindling info lists them");
        }
        return Finding.ok(name(), found);
    }
}
