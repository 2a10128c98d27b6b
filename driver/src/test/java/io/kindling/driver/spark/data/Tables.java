package io.kindling.driver.spark.data;

import io.kindling.driver.config.SourceConfig;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Data for tests: the files in examples/data, and rows written as SQL. */
final class Tables {
    private static final Path HOME = Path.of(System.getProperty("kindling.home", "."));

    private Tables() {}

    static String example(String path) {
        return HOME.resolve("examples/data").resolve(path).toString();
    }

    static SourceConfig spambase() {
        return SourceConfig.files("csv", example("spambase/spambase.csv.gz"));
    }

    static SourceConfig diamonds() {
        return SourceConfig.files("csv", example("diamonds/diamonds.csv.gz"));
    }

    /** 10,000 pictures of 784 pixels. */
    static SourceConfig mnist() {
        return SourceConfig.idx(example("mnist/t10k-images-idx3-ubyte.gz"), example("mnist/t10k-labels-idx1-ubyte.gz"));
    }

    /** Makes a table of the rows, in one partition so that they keep their order. */
    static void create(SparkSession spark, String name, String columns, String... rows) {
        Dataset<Row> table = spark.sql("SELECT * FROM VALUES " + String.join(", ", rows) + " AS t(" + columns + ")");
        table.coalesce(1).createOrReplaceTempView(name);
    }
}
