package io.kindling.driver.bench;

import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.data.SparkSessions;
import io.kindling.ml.Audit;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * How long an audit takes: rows of 50 numbers from a Parquet file, of which some tell the class and a fifth are a test part. Arguments: rows,
 * columns.
 */
final class AuditBench {
    private AuditBench() {}

    public static void main(String[] arguments) throws IOException {
        long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        int columns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
        SparkSession spark = SparkSessions.create("audit", Optional.of("local[2]"), Map.of());
        try (SparkCluster cluster = SparkCluster.of(spark)) {
            String file = Files.createTempDirectory("audit").resolve("rows").toString();
            table(spark, rows, columns).write().parquet(file);
            System.out.println("| rows | columns | cores | seconds | rows a minute |");
            System.out.println("| --- | --- | --- | --- | --- |");
            for (int run = 0; run < 2; run++) {
                Dataset<Row> all = spark.read().parquet(file);
                long begun = System.nanoTime();
                List<String> lines = Audit.of(all.where("not tested"))
                        .setTest(all.where("tested"))
                        .setLabelCol("label")
                        .setExcludeCols("tested")
                        .lines();
                double seconds = (System.nanoTime() - begun) / 1e9;
                System.out.printf(
                        "| %,d | %d | %d | %.1f | %,.0f |%n",
                        rows, columns, cluster.slots(), seconds, 60 * rows / seconds);
                System.err.println(String.join("\n", lines));
            }
        } finally {
            spark.stop();
        }
    }

    /** A quarter of the columns tell something of the class; the others are noise, whole numbers, and long tails. */
    private static Dataset<Row> table(SparkSession spark, long rows, int columns) {
        Column label = functions.col("id").mod(7).lt(3);
        Column[] numbers = IntStream.range(0, columns)
                .mapToObj(i -> {
                    Column draw = functions.randn(i);
                    Column number = switch (i % 4) {
                        case 0 -> draw.plus(label.cast("int"));
                        case 1 -> draw;
                        case 2 -> functions.round(draw.multiply(100));
                        default -> functions.exp(draw);
                    };
                    return number.as("c" + i);
                })
                .toArray(Column[]::new);
        return spark.range(0, rows, 1, 4)
                .select(Stream.concat(
                                Arrays.stream(numbers),
                                Stream.of(
                                        functions
                                                .when(label, "yes")
                                                .otherwise("no")
                                                .as("label"),
                                        functions.rand(columns).lt(0.2).as("tested")))
                        .toArray(Column[]::new));
    }
}
