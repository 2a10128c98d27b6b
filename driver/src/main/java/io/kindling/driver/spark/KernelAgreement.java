package io.kindling.driver.spark;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether all who take part in a run compute the same bits, each time.
 *
 * @param driver what the driver's results depend on
 * @param repeatable whether the driver's matrix product gives the same bits each time
 * @param executors what those of the executors depend on, by executor; empty where the driver computes alone
 */
public record KernelAgreement(String driver, boolean repeatable, Map<String, String> executors) {
    public KernelAgreement {
        executors = new TreeMap<>(executors);
    }

    /** Whether they do. */
    public boolean exact() {
        return problem().isEmpty();
    }

    /** Why they do not, in a line: who computes with what, and what to do. */
    public Optional<String> problem() {
        if (!repeatable) {
            return Optional.of(
                    "The matrix product of this driver (" + driver + ") does not give the same bits each time,"
                            + " so that this run cannot be repeated exactly. Leave kindling.blas.library out, to take the one"
                            + " that Kindling brings.");
        }
        String others = executors.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(driver))
                .map(entry -> entry.getKey() + " computes with " + entry.getValue())
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("Not all compute the same bits, so that this run cannot be repeated exactly: " + others
                        + ", but the driver with " + driver + ". The executor's log says why its native library did not"
                        + " load, if it did not; where processors differ, set kindling.blas=vector or java for all"
                        + " (spark.driver.extraJavaOptions, spark.executor.extraJavaOptions); where only some have oneDNN's"
                        + " convolutions, set kindling.convolutions=onednn for all or none.");
    }
}
