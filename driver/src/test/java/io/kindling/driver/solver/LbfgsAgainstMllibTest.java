package io.kindling.driver.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.driver.Home;
import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.Sgd;
import io.kindling.driver.optim.rule.Segments;
import io.kindling.driver.optim.schedule.Constant;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.train.Checkpoints;
import io.kindling.driver.train.LocalGradientAggregator;
import io.kindling.driver.train.Shards;
import io.kindling.driver.train.Trainer;
import io.kindling.driver.train.TrainingPlan;
import io.kindling.driver.train.TrainingResult;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.loss.BinaryCrossEntropy;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.work.Job;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Logistic regression on all mails of Spambase, by MLlib and by one neuron. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class LbfgsAgainstMllibTest {
    private static final double PENALTY = 0.01;

    @Test
    void anL2PenaltyGivesTheCoefficientsOfMllib(SparkSession spark) {
        Mails mails = Mails.read(spark);
        LogisticRegressionModel mllib = mails.regression(0, false);
        float[] ours = mails.train(new Lbfgs(10, 1e-7, PENALTY, 0), false);
        agree(mllib, ours, ones(), new double[57]);
    }

    @Test
    void onStandardisedFeaturesTheyAreThoseOfMllibsStandardization(SparkSession spark) {
        Mails mails = Mails.read(spark);
        LogisticRegressionModel mllib = mails.regression(0, true);
        float[] ours = mails.train(new Lbfgs(10, 1e-7, PENALTY, 0), true);
        agree(mllib, ours, mails.deviations(), mails.means());
    }

    @Test
    void anL1PenaltyMakesTheSameCoefficientsZero(SparkSession spark) {
        Mails mails = Mails.read(spark);
        LogisticRegressionModel mllib = mails.regression(1, true);
        float[] ours = mails.train(new Lbfgs(10, 1e-7, 0, PENALTY), true);
        agree(mllib, ours, mails.deviations(), mails.means());
        double[] theirs = mllib.coefficients().toArray();
        int zeros = 0;
        for (int i = 0; i < theirs.length; i++) {
            if (theirs[i] == 0) {
                assertThat(ours[i]).describedAs("coefficient %d", i).isZero();
                zeros++;
            }
        }
        assertThat(zeros).isBetween(5, 50);
    }

    private static double[] ones() {
        double[] ones = new double[57];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static void agree(LogisticRegressionModel mllib, float[] ours, double[] deviations, double[] means) {
        double[] theirs = mllib.coefficients().toArray();
        assertThat(theirs).hasSize(57);
        for (int i = 0; i < theirs.length; i++) {
            assertThat(ours[i] / deviations[i])
                    .describedAs("coefficient %d", i)
                    .isCloseTo(theirs[i], within(1e-3 * Math.max(1, Math.abs(theirs[i]))));
        }
        double intercept = ours[57];
        for (int i = 0; i < theirs.length; i++) {
            intercept -= ours[i] / deviations[i] * means[i];
        }
        assertThat(intercept).isCloseTo(mllib.intercept(), within(2e-3));
    }

    /** All mails with the logarithm of one and each number. */
    private record Mails(Dataset<Row> rows, double[][] x, float[][] y) {
        static Mails read(SparkSession spark) {
            Dataset<Row> mails = spark.read()
                    .option("header", "true")
                    .option("inferSchema", "true")
                    .csv(Home.path("examples/data/spambase/spambase.csv.gz").toString());
            String[] columns = Arrays.stream(mails.columns())
                    .filter(column -> !column.equals("id") && !column.equals("type"))
                    .toArray(String[]::new);
            for (String column : columns) {
                mails = mails.withColumn(column, functions.log1p(column));
            }
            Dataset<Row> rows = new VectorAssembler()
                    .setInputCols(columns)
                    .setOutputCol("features")
                    .transform(mails.withColumn("label", functions.expr("double(type = 'spam')")))
                    .select("features", "label")
                    .cache();
            List<Row> all = rows.collectAsList();
            double[][] x = new double[all.size()][];
            float[][] y = new float[all.size()][];
            for (int i = 0; i < x.length; i++) {
                x[i] = ((Vector) all.get(i).get(0)).toArray();
                y[i] = new float[] {(float) all.get(i).getDouble(1)};
            }
            return new Mails(rows, x, y);
        }

        LogisticRegressionModel regression(double elasticNet, boolean standardization) {
            return new LogisticRegression()
                    .setRegParam(PENALTY)
                    .setElasticNetParam(elasticNet)
                    .setStandardization(standardization)
                    .setTol(1e-13)
                    .setMaxIter(2000)
                    .fit(rows);
        }

        /** Of a sample, as MLlib has them. */
        double[] deviations() {
            double[] deviations = new double[57];
            for (int j = 0; j < 57; j++) {
                double mean = mean(j);
                double squares = 0;
                for (double[] row : x) {
                    squares += (row[j] - mean) * (row[j] - mean);
                }
                deviations[j] = Math.sqrt(squares / (x.length - 1));
            }
            return deviations;
        }

        double[] means() {
            return IntStream.range(0, 57).mapToDouble(this::mean).toArray();
        }

        private double mean(int column) {
            return Arrays.stream(x).mapToDouble(row -> row[column]).sum() / x.length;
        }

        /** Weights and bias. */
        float[] train(Lbfgs lbfgs, boolean standardized) {
            double[] deviations = standardized ? deviations() : ones();
            double[] means = standardized ? means() : new double[57];
            float[][] features = new float[x.length][57];
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < 57; j++) {
                    features[i][j] = (float) ((x[i][j] - means[j]) / deviations[j]);
                }
            }
            Model model = new Model(Shape.of(57), List.of(new Dense(1)), new BinaryCrossEntropy());
            List<Shard> shards = Shards.deal(features, y, 3);
            Job job = new Job(model, new BatchSampler(1, 256, true, Shards.rows(shards)), Scaling.NONE, Scaling.NONE);
            try (LocalGradientAggregator engine = new LocalGradientAggregator(shards, job, Kernels.best(), 2)) {
                TrainingPlan plan = new TrainingPlan("mails", x.length, 0, 58, 2000, 1);
                Optimizer unused = Optimizer.of(
                        new Sgd(0.1, 0, false, 0),
                        new Constant(0).over(1),
                        Optional.empty(),
                        Optional.empty(),
                        Segments.of(model.layout()),
                        58);
                TrainingResult result = new Trainer(
                                plan,
                                new Trainer.Cadence(1, "loss", Optional.empty()),
                                engine,
                                Optional.empty(),
                                unused,
                                new FullBatch(model, lbfgs),
                                List.of(),
                                Checkpoints.NONE)
                        .run(new float[58]);
                assertThat(result.status()).isEqualTo(TrainingResult.Status.CONVERGED);
                assertThat(result.reason()).isPresent();
                return result.parameters();
            }
        }
    }
}
