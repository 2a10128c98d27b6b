package io.kindling.driver.bench;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** A session to measure in, with the settings that Kindling's own sessions have. */
public final class BenchCluster {
    /** Executors in JVMs of their own; needs SPARK_HOME with a folder {@code jars}, which scripts/bench gives. */
    static final String TWO_EXECUTORS = "local-cluster[2,1,2048]";

    private BenchCluster() {}

    /** A new one. */
    public static JavaSparkContext open(String master) {
        return new JavaSparkContext(new SparkConf()
                .setMaster(master)
                .setAppName("bench")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.executor.memory", "2g")
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .set("spark.broadcast.blockSize", master.startsWith("local[") ? "64k" : "4m")
                .set("spark.broadcast.compress", "false")
                .set("spark.broadcast.checksum", "false")
                .set("spark.shuffle.compress", "false")
                .set("spark.task.maxDirectResultSize", "1g")
                .set("spark.rpc.message.maxSize", "2047")
                .set("spark.driver.maxResultSize", "0")
                .set("spark.locality.wait", "0"));
    }
}
