package io.kindling.driver.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a ledger says, in two lines: where a step's time went, and what would help. */
public final class LedgerLines {
    /** Of a step, what may be lost before it is worth a word. */
    private static final double WORTH_A_WORD = 0.25;
    /** What advice leaves of it. */
    private static final double AIM = 0.2;

    private LedgerLines() {}

    /** {@code a step of 21.9 ms: compute 34 %, scheduling 48 %, update 4 %}; parts below 1 % are left out. */
    public static String parts(Ledger ledger) {
        double whole = ledger.millis();
        return String.format(Locale.ROOT, "a step of %.1f ms: ", whole)
                + ledger.parts().entrySet().stream()
                        .filter(part -> part.getValue() >= 0.01 * whole)
                        .map(part -> part.getKey() + " " + percent(part.getValue() / whole))
                        .collect(Collectors.joining(", "));
    }

    /**
     * One sentence on the part that costs most beside the computing.
     *
     * @param spark whether steps are Spark jobs, and not shared by threads
     */
    public static String advice(Ledger ledger, boolean spark) {
        Map<String, Double> parts = ledger.parts();
        double whole = ledger.millis();
        double compute = parts.get("compute");
        double sending = parts.get("broadcast") + parts.get("aggregation");
        double scheduling = parts.get("scheduling");
        double waiting = parts.get("waiting");
        double update = parts.get("update");
        double most = Math.max(Math.max(sending, scheduling), Math.max(waiting, update));
        if (most < WORTH_A_WORD * whole) {
            return percent(compute / whole)
                    + " of each step is computing: more executors or cores would make it shorter.";
        }
        if (most == scheduling) {
            return percent(scheduling / whole) + " of each step is Spark's scheduling: a batch of "
                    + round(ledger.rowsPerStep() * factor(scheduling, compute)) + " or sync.local_steps: "
                    + round(factor(scheduling, compute)) + " would bring it down to about " + percent(AIM) + ".";
        }
        if (most == sending) {
            return percent(sending / whole)
                    + " of each step is sending parameters and gradients: sync.compression: bf16, or"
                    + " sync.local_steps: " + round(factor(sending, compute))
                    + ", or a larger batch, would bring it down.";
        }
        if (most == waiting && !spark) {
            return percent(waiting / whole)
                    + " of each step is threads waiting for each other: a larger batch would make it" + " count less.";
        }
        if (most == waiting) {
            return percent(waiting / whole)
                    + " of each step is waiting for the slowest task: more shards than task slots"
                    + " (spark.shards; other weights, then), or spark.conf: {spark.speculation: true} if one machine is slower, would even it out.";
        }
        return percent(update / whole)
                + " of each step is the optimizer's update on the driver: a larger batch, or more cores"
                + " for the driver, would make it count less.";
    }

    /** By how much the computing has to grow until this part is as small as it should be. */
    private static double factor(double part, double compute) {
        return Math.max(2, part * (1 - AIM) / AIM / Math.max(compute, 1e-3));
    }

    /** The next power of two. */
    private static long round(double number) {
        return Long.highestOneBit((long) Math.ceil(number) * 2 - 1);
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
