package io.kindling.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kindling.driver.UserException;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.Precision;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Estimators that multiply in bfloat16. */
@ExtendWith(SparkExtension.class)
class PrecisionParamTest {
    private static NeuralNetworkClassifier classifier() {
        return new NeuralNetworkClassifier()
                .setLayers(57, 64, 2)
                .setFeaturesCol("log")
                .setStandardization(true)
                .setMaxIter(2)
                .setBatchSize(512)
                .setNumShards(2);
    }

    @Test
    void productsAreThoseOfTheConfigurationsPrecision(SparkSession spark) {
        assumeTrue(Kernels.best(Precision.BF16).blas().name().equals("bf16"), "bfloat16 products do not work here");
        Dataset<Row> mails = Frames.trainingMails(spark).cache();
        float[] half = classifier().setPrecision("bf16").fit(mails).parameters();
        assertThat(classifier()
                        .setTrainingSettings("{precision: bf16}")
                        .fit(mails)
                        .parameters())
                .isEqualTo(half);
        assertThat(classifier().fit(mails).parameters()).isNotEqualTo(half);
    }

    @Test
    void isFloat32UnlessSet() {
        assertThat(classifier().getPrecision()).isEqualTo("float32");
        assertThat(classifier().setPrecision("bf16").getPrecision()).isEqualTo("bf16");
    }

    @Test
    void isOneOfTwoAndSaidOnce(SparkSession spark) {
        assertThatThrownBy(() -> classifier().setPrecision("float16"))
                .hasMessageContaining("precision given invalid value float16");
        assertThatThrownBy(() -> classifier()
                        .setPrecision("float32")
                        .setTrainingSettings("{precision: bf16}")
                        .fit(Frames.trainingMails(spark)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Both precision and trainingSettings say what precision is");
    }
}
