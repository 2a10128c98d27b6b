package io.kindling.driver.bench.peers;

import java.util.Arrays;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Fits MLlib's perceptron by gradient descent, each of whose iterations is one pass over all rows. What a fit needs beside them
 * is taken off by a second fit.
 */
final class MlpcPupil implements Pupil {
    private final Exam exam;
    private final Dataset<Row> data;
    private final long rows;
    private final long seed;
    /** The last one that was fitted. */
    private MultilayerPerceptronClassificationModel model;

    MlpcPupil(Exam exam, Dataset<Row> data, long rows, long seed) {
        this.exam = exam;
        this.data = data;
        this.rows = rows;
        this.seed = seed;
    }

    @Override
    public Lesson learn(int steps) {
        int passes = Math.max(1, steps);
        double few = seconds(1);
        double more = seconds(1 + passes);
        // Setting up is never taken for more than half of a fit, as a hiccup in the first one would have it.
        double taken = Math.max(more - few, more / 2);
        return new Lesson(passes, (double) rows * passes, taken, Double.NaN, 0);
    }

    private double seconds(int passes) {
        long start = System.nanoTime();
        model = new MultilayerPerceptronClassifier()
                .setLayers(Arrays.stream(exam.network().toString().split("-"))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .setBlockSize(exam.batch())
                .setSolver("gd")
                .setStepSize(0.03)
                .setMaxIter(passes)
                .setTol(0)
                .setSeed(seed)
                .fit(data);
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public double accuracy(Rows held) {
        Dataset<Row> told = model.transform(MlpcSchool.frame(data.sparkSession(), held));
        return (double) told.where("prediction = label").count() / held.x().length;
    }

    @Override
    public void close() {
        data.unpersist();
    }
}
