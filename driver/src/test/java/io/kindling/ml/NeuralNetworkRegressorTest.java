package io.kindling.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kindling.driver.spark.SparkExtension;
import io.kindling.kernels.loss.MeanAbsoluteError;
import io.kindling.kernels.model.ModelBuilder;
import java.nio.file.Path;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class NeuralNetworkRegressorTest {
    private static Pipeline pipeline(NeuralNetworkRegressor regressor) {
        String[] words = {"cut", "color", "clarity"};
        String[] indices = {"cutIndex", "colorIndex", "clarityIndex"};
        String[] vectors = {"cutVector", "colorVector", "clarityVector"};
        return new Pipeline().setStages(new PipelineStage[] {
            new StringIndexer().setInputCols(words).setOutputCols(indices),
            new OneHotEncoder().setInputCols(indices).setOutputCols(vectors),
            new VectorAssembler()
                    .setInputCols(new String[] {
                        "carat", "depth", "table", "x", "y", "z", "cutVector", "colorVector", "clarityVector"
                    })
                    .setOutputCol("features"),
            regressor
        });
    }

    @Test
    void inAPipelineItLearnsThePriceOfDiamondsInDollars(SparkSession spark, @TempDir Path directory) throws Exception {
        Dataset<Row> diamonds = Frames.diamonds(spark);
        Dataset<Row> test = diamonds.where("id % 5 = 0").cache();
        NeuralNetworkRegressor regressor = new NeuralNetworkRegressor()
                .setLayers(23, 64, 64, 1)
                .setStandardization(true)
                .setMaxIter(8)
                .setStepSize(0.003)
                .setLabelCol("price");
        PipelineModel model = pipeline(regressor).fit(diamonds.where("id % 5 <> 0"));
        Dataset<Row> scored = model.transform(test);
        double r2 = new RegressionEvaluator()
                .setLabelCol("price")
                .setMetricName("r2")
                .evaluate(scored);
        assertThat(r2).isGreaterThan(0.96);

        String path = directory.resolve("pipeline").toString();
        model.write().overwrite().save(path);
        Row before = scored.first();
        Row after = PipelineModel.load(path).transform(test).first();
        assertThat(after).isEqualTo(before);

        NeuralNetworkRegressionModel network = (NeuralNetworkRegressionModel) model.stages()[3];
        assertThat(network.predict(before.<Vector>getAs("features")))
                .isCloseTo(before.getAs("prediction"), within(0.5));
        assertThat(network.evaluate(scored.drop("prediction")).get("rmse"))
                .isCloseTo(new RegressionEvaluator().setLabelCol("price").evaluate(scored), within(0.5));
    }

    @Test
    void aNetworkPutTogetherInJavaTrainsWithItsOwnLoss(SparkSession spark) {
        Dataset<Row> diamonds = Frames.diamonds(spark).where("id % 10 = 0");
        NeuralNetworkRegressionModel model = new NeuralNetworkRegressor()
                .setNetwork(ModelBuilder.input(2)
                        .dense(16)
                        .gelu()
                        .residual(inner -> inner.dense(16).gelu())
                        .dense(1)
                        .loss(new MeanAbsoluteError()))
                .setFeaturesCols("carat", "x")
                .setLabelCol("price")
                .setStandardization(true)
                .setMaxIter(5)
                .fit(diamonds);
        assertThat(model.network().loss()).isEqualTo(new MeanAbsoluteError());
        assertThat(model.evaluate(diamonds).get("mae")).isLessThan(1500);
    }

    @Test
    void aNetworkForClassesIsRefused(SparkSession spark) {
        NeuralNetworkRegressor regressor = new NeuralNetworkRegressor()
                .setLayers(2, 8, 3)
                .setFeaturesCols("carat", "x")
                .setLabelCol("price");
        assertThatThrownBy(() -> regressor.fit(Frames.diamonds(spark)))
                .hasMessageContaining("does not give one number a row: its output is [3]");
    }
}
