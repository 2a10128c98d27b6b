package io.kindling.driver.spark.data;

import io.kindling.driver.config.DataConfig;
import io.kindling.driver.config.ValidationConfig;
import io.kindling.driver.spark.data.source.SourceReader;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The sources, their texts cut into windows if so configured, before any condition. */
record Sources(Dataset<Row> train, Optional<Dataset<Row>> validation, Optional<Dataset<Row>> test) {
    static Sources open(SparkSession spark, DataConfig config) {
        SourceReader reader = new SourceReader(spark);
        return new Sources(
                reader.read(config.train(), config.windows(), "data.train"),
                config.validation()
                        .flatMap(ValidationConfig::source)
                        .map(source -> reader.read(source, config.windows(), "data.validation")),
                config.test().map(source -> reader.read(source, config.windows(), "data.test")));
    }
}
