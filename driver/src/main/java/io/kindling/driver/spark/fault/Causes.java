package io.kindling.driver.spark.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A failure with all its causes, and what they tell. */
public final class Causes {
    private static final Pattern ENDED =
            Pattern.compile("(?:Master removed our application|All masters are unresponsive|Application has been killed"
                    + "|Yarn application has already exited)[^\\n]*");
    private static final Pattern NO_MEMORY = Pattern.compile("java\\.lang\\.OutOfMemoryError[^\\n]*");
    private static final Pattern CANCELLED =
            Pattern.compile("SPARK_JOB_CANCELLED|Job \\S+ cancelled|stopped SparkContext|SparkContext was shut down");

    private final List<Throwable> chain = new ArrayList<>();

    public Causes(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable t = failure; t != null && seen.add(t); t = t.getCause()) {
            chain.add(t);
        }
    }

    /**
     * Whether the cluster failed, and not a row, a file or a function: a session or application that is ended, executors that
     * are lost, memory that is not there.
     */
    public boolean areOfTheCluster() {
        return endOfApplication().isPresent()
                || lackOfMemory().isPresent()
                || CANCELLED.matcher(text()).find()
                || text().contains("ExecutorLostFailure");
    }

    <T> Optional<T> first(Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** Whether it went through Spark. */
    boolean isOfSpark() {
        return chain.stream().anyMatch(t -> t.getClass().getName().startsWith("org.apache.spark."))
                || chain.stream()
                        .anyMatch(t -> CANCELLED
                                .matcher(String.valueOf(t.getMessage()))
                                .find());
    }

    /** All messages, that of the outermost first. */
    String text() {
        return chain.stream().map(t -> String.valueOf(t.getMessage())).collect(Collectors.joining("\n"));
    }

    /** What Spark says of a cluster that has ended the application. */
    Optional<String> endOfApplication() {
        return found(ENDED);
    }

    /** What Java says of a heap that is too small. */
    Optional<String> lackOfMemory() {
        return chain.stream()
                .filter(OutOfMemoryError.class::isInstance)
                .map(Throwable::toString)
                .findFirst()
                .or(() -> found(NO_MEMORY));
    }

    /** What a task threw, if it came to the driver. */
    Optional<Throwable> thrownByATask() {
        Throwable last = chain.get(chain.size() - 1);
        return last.getClass().getName().startsWith("org.apache.spark.") ? Optional.empty() : Optional.of(last);
    }

    /** {@code IllegalStateException: planted (thrown at com.example.MyLayer.forward(MyLayer.java:42))}. */
    static String told(Throwable thrown) {
        String message = JobFailures.firstLine(String.valueOf(thrown.getMessage()));
        String said = thrown.getClass().getName() + (thrown.getMessage() == null ? "" : ": " + message);
        return Stream.of(thrown.getStackTrace())
                .filter(frame -> !frame.getClassName().matches("(java|jdk|sun|scala)\\..*"))
                .findFirst()
                .map(frame -> said + " (thrown at " + frame + ")")
                .orElse(said);
    }

    private Optional<String> found(Pattern pattern) {
        Matcher matcher = pattern.matcher(text());
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
