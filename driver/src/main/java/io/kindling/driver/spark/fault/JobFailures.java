package io.kindling.driver.spark.fault;

import io.kindling.driver.ClusterException;
import io.kindling.driver.UserException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What Spark threw, as one message: what was going on, what happened, what to do.
 *
 * @param what was going on: "step 12 of 400"
 * @param need what an executor needs for it, in a sentence; may be empty
 * @param givenUp why we ended it ourselves, if we did
 */
record JobFailures(JavaSparkContext spark, String what, Supplier<String> need, Optional<String> givenUp) {
    private static final Pattern PLACE =
            Pattern.compile("Lost task [\\d.]+ in stage [\\d.]+ \\(TID \\d+\\) \\((\\S+) executor (\\S+)\\)");
    private static final Pattern LOST = Pattern.compile("ExecutorLostFailure \\((.*)", Pattern.DOTALL);
    private static final Pattern EXIT = Pattern.compile("(?:[Ee]xit(?:ed with)?[ -](?:code|status):?) (\\d+)");

    /** Ours or the cluster's failure, told in a message; what the user can mend, as it is. */
    RuntimeException explain(Exception failure) {
        Causes causes = new Causes(failure);
        Optional<UserException> mistake = causes.first(UserException.class);
        if (givenUp.isEmpty() && mistake.isPresent()) {
            return mistake.get();
        }
        boolean stopped = spark.sc().isStopped();
        if (givenUp.isEmpty() && !stopped && !causes.isOfSpark()) {
            return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
        }
        return new ClusterException(givenUp.orElseGet(() -> message(causes, stopped)), failure);
    }

    private String message(Causes causes, boolean stopped) {
        Optional<String> ended = causes.endOfApplication();
        if (ended.isPresent()) {
            return "The cluster has ended this application during " + what + ": " + ended.get()
                    + " Its executors' logs say why they failed.";
        }
        if (stopped) {
            return "The Spark session was stopped during " + what
                    + ", by somebody who called stop() or by the cluster; nothing more can be computed in it.";
        }
        String text = causes.text();
        Optional<String> memory = causes.lackOfMemory().or(() -> killed(text));
        if (memory.isPresent()) {
            return place(text) + " ran out of memory during " + what + " (" + memory.get() + ")." + needed() + " "
                    + advice();
        }
        Optional<Throwable> thrown = causes.thrownByATask();
        if (thrown.isPresent()) {
            return place(text) + " failed during " + what + ": " + Causes.told(thrown.get());
        }
        Matcher lost = LOST.matcher(text);
        return lost.find()
                ? "Executors were lost again and again during " + what + ", the last one: (" + firstLine(lost.group(1))
                        + " Look at its log, or what the cluster says of it."
                : "Spark failed during " + what + ": " + firstLine(text);
    }

    /** Exit codes by which executors end that have no memory: 52 is Spark's own, the others are of a kill from outside. */
    private static Optional<String> killed(String text) {
        if (!LOST.matcher(text).find()) {
            return Optional.empty();
        }
        Matcher exit = EXIT.matcher(text);
        String code = exit.find() ? exit.group(1) : "";
        return switch (code) {
            case "52" -> Optional.of("exit code 52: java.lang.OutOfMemoryError");
            case "137", "143" ->
                Optional.of("it was killed, exit code " + code
                        + ", as are those that take more than their machine or container has");
            default ->
                text.contains("OOMKilled") || text.contains("memory limits")
                        ? Optional.of("it took more than its container may have, and was killed")
                        : Optional.empty();
        };
    }

    private String place(String text) {
        Matcher place = PLACE.matcher(text);
        if (spark.isLocal()) {
            return "A task in this JVM";
        }
        return place.find() ? "Executor " + place.group(2) + " on " + place.group(1) : "An executor";
    }

    private String needed() {
        String sentence = need.get();
        return sentence.isEmpty() ? "" : " " + sentence;
    }

    private String advice() {
        SparkConf conf = spark.getConf();
        String raise = spark.isLocal()
                ? "Raise the heap of this JVM (spark.driver.memory, -Xmx; now "
                        + (Runtime.getRuntime().maxMemory() >> 20) + "m)"
                : "Raise spark.executor.memory (now " + conf.get("spark.executor.memory", "1g")
                        + ", and spark.executor.memoryOverhead where the container was too small)";
        return raise + ", lower training.batch_size, or give more spark.shards.";
    }

    static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }
}
