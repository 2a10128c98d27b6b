package io.kindling.driver.bench;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.col;

import io.kindling.driver.config.SourceConfig;
import io.kindling.driver.spark.data.SparkSessions;
import io.kindling.driver.spark.data.source.SourceReader;
import io.kindling.ml.NeuralNetworkClassifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * MLlib's {@code MultilayerPerceptronClassifier}, by either of its solvers, beside Kindling's estimator: seconds of the shortest {@code fit} after which
 * so many of MNIST's test digits are told right, the best within two minutes, and rows scored a second. Each fit is one of its own,
 * with more and more iterations. {@code scripts/bench mlpc}, or {@code scripts/bench mlpc scoring} for the latter alone.
 */
final class MlpcBench {
    private static final int[] LAYERS = {784, 512, 256, 10};
    private static final double[] GOALS = {0.95, 0.97, 0.98};
    private static final double MOST_SECONDS = 120;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final int[] ITERATIONS = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987};

    private final Dataset<Row> train;
    private final Dataset<Row> test;

    private MlpcBench(Dataset<Row> train, Dataset<Row> test) {
        this.train = train;
        this.test = test;
    }

    public static void main(String[] arguments) {
        SparkSession spark = SparkSessions.create("mlpc", Optional.of("local[2]"), Map.of());
        MlpcBench bench = new MlpcBench(digits(spark, "train"), digits(spark, "t10k"));
        if (arguments.length == 0) {
            bench.learning();
        }
        bench.scoring();
        System.exit(0);
    }

    private void learning() {
        System.out.println("| " + Arrays.toString(LAYERS)
                + ", MNIST, local[2] | s to 0.95 | s to 0.97 | s to 0.98 | best" + " within two minutes |");
        System.out.println("| --- | --- | --- | --- | --- |");
        line("Kindling, Adam", epochs -> kindling(epochs));
        line("MLPC, l-bfgs", iterations -> mlpc("l-bfgs", iterations));
        line("MLPC, gd", iterations -> mlpc("gd", iterations));
        System.out.println();
    }

    private void scoring() {
        System.out.println("| scoring | rows/s |");
        System.out.println("| --- | --- |");
        double ours = rowsPerSecond(kindling(1));
        double theirs = rowsPerSecond(mlpc("l-bfgs", 1));
        System.out.printf(
                Locale.ROOT, "| Kindling | %.0f |%n| MLPC | %.0f |%n| ratio | %.1f |%n", ours, theirs, ours / theirs);
    }

    private static Dataset<Row> digits(SparkSession spark, String part) {
        String folder = "examples/data/mnist/";
        SourceConfig source =
                SourceConfig.idx(folder + part + "-images-idx3-ubyte.gz", folder + part + "-labels-idx1-ubyte.gz");
        Dataset<Row> rows = new SourceReader(spark).read(source, Optional.empty(), "digits");
        spark.udf()
                .register(
                        "numbers",
                        (UDF1<byte[], double[]>) bytes -> {
                            double[] numbers = new double[bytes.length];
                            for (int i = 0; i < bytes.length; i++) {
                                numbers[i] = (bytes[i] & 0xff) / 255.0;
                            }
                            return numbers;
                        },
                        DataTypes.createArrayType(DataTypes.DoubleType, false));
        Dataset<Row> vectors = rows.selectExpr("cast(label as double) label", "numbers(image) pixels")
                .select(col("label"), array_to_vector(col("pixels")).as("features"))
                .repartition(2)
                .persist(StorageLevel.MEMORY_ONLY());
        vectors.count();
        return vectors;
    }

    private Transformer kindling(int epochs) {
        return new NeuralNetworkClassifier()
                .setLayers(LAYERS)
                .setMaxIter(epochs)
                .fit(train);
    }

    private Transformer mlpc(String solver, int iterations) {
        return new MultilayerPerceptronClassifier()
                .setLayers(LAYERS)
                .setSolver(solver)
                .setMaxIter(iterations)
                .setTol(0)
                .setSeed(1)
                .fit(train);
    }

    private void line(String name, IntFunction<Transformer> fit) {
        OptionalDouble[] reached = new OptionalDouble[GOALS.length];
        Arrays.fill(reached, OptionalDouble.empty());
        double best = 0;
        int bestIterations = 0;
        double last = 0;
        for (int i = 0; i < ITERATIONS.length && last < MOST_SECONDS; i++) {
            long start = System.nanoTime();
            Transformer model = fit.apply(ITERATIONS[i]);
            last = (System.nanoTime() - start) / 1e9;
            double accuracy = new MulticlassClassificationEvaluator()
                    .setMetricName("accuracy")
                    .evaluate(model.transform(test));
            System.err.printf(Locale.ROOT, "%s: %d iterations, %.1f s, %.4f%n", name, ITERATIONS[i], last, accuracy);
            for (int goal = 0; goal < GOALS.length; goal++) {
                if (accuracy >= GOALS[goal] && last <= MOST_SECONDS) {
                    reached[goal] = OptionalDouble.of(Math.min(last, reached[goal].orElse(last)));
                }
            }
            if (accuracy > best && last <= MOST_SECONDS) {
                best = accuracy;
                bestIterations = ITERATIONS[i];
            }
        }
        StringBuilder line = new StringBuilder("| " + name);
        for (OptionalDouble seconds : reached) {
            line.append(
                    seconds.isPresent()
                            ? String.format(Locale.ROOT, " | %.1f", seconds.getAsDouble())
                            : " | not within two minutes");
        }
        System.out.printf(Locale.ROOT, "%s | %.4f (%d iterations) |%n", line, best, bestIterations);
    }

    /** The median of five scorings, after some to warm up. */
    private double rowsPerSecond(Transformer model) {
        long warm = System.nanoTime() + WARM_UP.toNanos();
        while (System.nanoTime() < warm) {
            score(model);
        }
        double[] rates = new double[5];
        for (int i = 0; i < rates.length; i++) {
            long start = System.nanoTime();
            score(model);
            double seconds = (System.nanoTime() - start) / 1e9;
            rates[i] = train.count() / seconds;
        }
        Arrays.sort(rates);
        return rates[2];
    }

    private void score(Transformer model) {
        model.transform(train).write().format("noop").mode("overwrite").save();
    }
}
