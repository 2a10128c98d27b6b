package io.kindling.driver.spark.data;

import io.kindling.driver.UserException;
import io.kindling.driver.spark.data.source.Failures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** Spark sessions with the settings that steps of a few milliseconds need. */
public final class SparkSessions {
    /** Floats do not compress, gradients are large, and a step shall not wait for locality. */
    private static final Map<String, String> FOR_STEPS = Map.of(
            "spark.broadcast.compress", "false",
            "spark.broadcast.checksum", "false",
            "spark.shuffle.compress", "false",
            // Each task writes what it sends into one file at once, and not into one for each shard that are then put
            // together.
            "spark.shuffle.sort.bypassMergeThreshold", "0",
            "spark.rdd.compress", "false",
            "spark.task.maxDirectResultSize", "1g",
            "spark.rpc.message.maxSize", "2047",
            "spark.driver.maxResultSize", "0",
            "spark.locality.wait", "0");

    /** One JVM: nothing listens to the outside, and no stage has more tasks than there is work for. */
    private static final Map<String, String> FOR_ONE_JVM = Map.of(
            "spark.driver.host", "127.0.0.1",
            "spark.driver.bindAddress", "127.0.0.1",
            "spark.ui.enabled", "false",
            "spark.ui.showConsoleProgress", "false",
            // Each job broadcasts its task, some kilobytes, in a block that is made as large as this; it is 4 MB by
            // default.
            "spark.broadcast.blockSize", "64k",
            // What is sent comes no further than this machine's memory or disk.
            "spark.shuffle.checksum.enabled", "false",
            // A task without memory fails with a message; Spark would end the JVM.
            "spark.executor.killOnFatalError.depth", "0",
            "spark.sql.shuffle.partitions", "8");

    /** What Spark says of a failed task, or a failed write, once more than the exception; Breeze of how a search ended. */
    private static final List<String> REPEATED = List.of(
            "org.apache.spark.executor.Executor",
            "org.apache.spark.scheduler.TaskSetManager",
            "org.apache.spark.sql.execution.datasources.FileFormatWriter",
            "breeze.optimize");

    private SparkSessions() {}

    /**
     * The running session, or a new one. A running one keeps its own settings.
     *
     * @param appName shown by Spark
     * @param master such as {@code local[2]}; empty: what {@code spark-submit} or the system property {@code
     *     spark.master} says, else all cores of this machine
     * @param settings win over ours, as do {@code spark.*} system properties
     * @throws UserException if Spark does not start with these, or is of a version that will not do
     */
    public static SparkSession create(String appName, Optional<String> master, Map<String, String> settings) {
        SparkVersion.demand();
        Option<SparkSession> running = SparkSession.getActiveSession().orElse(SparkSession::getDefaultSession);
        if (running.isDefined() && !running.get().sparkContext().isStopped()) {
            return running.get();
        }
        String where = master.or(() -> Optional.ofNullable(settings.get("spark.master")))
                .or(() -> Optional.ofNullable(System.getProperty("spark.master")))
                .orElse("local[*]");
        Map<String, String> merged = ours(where);
        merged.keySet().removeIf(key -> System.getProperty(key) != null);
        merged.putAll(settings);
        merged.remove("spark.master");
        SparkSession.Builder builder = SparkSession.builder().appName(appName).master(where);
        merged.forEach(builder::config);
        SparkSession session = start(builder, where);
        session.sparkContext().setLogLevel("ERROR");
        Configurator.setLevel("io.kindling", Level.INFO);
        REPEATED.forEach(logger -> Configurator.setLevel(logger, Level.OFF));
        return session;
    }

    /** What we set where nobody says otherwise; {@code conf/spark-*.conf} say the same. */
    static Map<String, String> ours(String master) {
        Map<String, String> settings = new LinkedHashMap<>(FOR_STEPS);
        if (master.startsWith("local")) {
            settings.putAll(FOR_ONE_JVM);
        }
        return settings;
    }

    private static SparkSession start(SparkSession.Builder builder, String master) {
        try {
            return builder.getOrCreate();
        } catch (Exception e) {
            throw Failures.explain(e, "Spark does not start with master " + master + ", see --master and spark.conf");
        }
    }
}
