package io.kindling.driver.spark.predict;

import io.kindling.driver.spark.data.FeaturePipeline;
import io.kindling.kernels.loss.TargetKind;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.tensor.Matrix;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Spark ML's columns without its vectors: {@code probability} as an array, {@code prediction}, {@code predicted_label}.
 *
 * @param kind of target
 * @param width of the network's output
 * @param vectors that the output is made of, where each is told a class of its own; 1 otherwise
 * @param classes their names; empty if they have none
 * @param scaling of the targets in training
 */
record PlainColumns(TargetKind kind, int width, int vectors, List<String> classes, Scaling scaling)
        implements PredictionColumns {
    static PlainColumns of(Model model, FeaturePipeline pipeline) {
        return new PlainColumns(
                model.loss().targetKind(),
                model.output().size(),
                model.loss().targetKind() == TargetKind.CLASS_INDEX
                        ? model.target().size()
                        : 1,
                List.copyOf(pipeline.classes()),
                pipeline.targetScaling());
    }

    @Override
    public StructType addTo(StructType schema) {
        StructType extended = schema;
        if (givesProbabilities()) {
            extended = extended.add("probability", DataTypes.createArrayType(DataTypes.DoubleType, false), false);
        }
        extended = several()
                ? extended.add("prediction", DataTypes.createArrayType(DataTypes.DoubleType, false), false)
                : extended.add("prediction", DataTypes.DoubleType, false);
        return classes.isEmpty() ? extended : extended.add("predicted_label", DataTypes.StringType, false);
    }

    @Override
    public int count() {
        return (givesProbabilities() ? 1 : 0) + 1 + (classes.isEmpty() ? 0 : 1);
    }

    @Override
    public boolean needRaw() {
        return false;
    }

    @Override
    public void fill(Matrix raw, Matrix predicted, int row, Object[] cells) {
        float[] outputs = predicted.array();
        int from = predicted.rowOffset(row);
        if (vectors > 1) {
            cells[0] = Cells.array(classOfEach(outputs, from));
            return;
        }
        int next = 0;
        double[] numbers = new double[width];
        for (int j = 0; j < width; j++) {
            numbers[j] = kind == TargetKind.NUMBER ? scaling.invert(outputs[from + j], j) : outputs[from + j];
        }
        if (kind == TargetKind.NUMBER) {
            cells[next] = several() ? Cells.array(numbers) : (Object) numbers[0];
            return;
        }
        double[] probability =
                kind == TargetKind.BINARY && width == 1 ? new double[] {1 - numbers[0], numbers[0]} : numbers;
        cells[next++] = Cells.array(probability);
        if (several()) {
            double[] rounded = new double[width];
            for (int j = 0; j < width; j++) {
                rounded[j] = numbers[j] > 0.5 ? 1 : 0;
            }
            cells[next] = Cells.array(rounded);
            return;
        }
        int best = 0;
        for (int c = 1; c < probability.length; c++) {
            best = probability[c] > probability[best] ? c : best;
        }
        cells[next++] = (double) best;
        if (!classes.isEmpty()) {
            cells[next] = Cells.text(classes.get(best));
        }
    }

    /** The likeliest class of each vector. */
    private double[] classOfEach(float[] outputs, int from) {
        int classes = width / vectors;
        double[] prediction = new double[vectors];
        for (int i = 0; i < vectors; i++) {
            int first = from + i * classes;
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = outputs[first + c] > outputs[first + best] ? c : best;
            }
            prediction[i] = best;
        }
        return prediction;
    }

    /** Those of a class for each vector would be too many. */
    private boolean givesProbabilities() {
        return kind != TargetKind.NUMBER && vectors == 1;
    }

    /** Whether a row has several numbers of its own to be predicted, rather than one class or one number. */
    private boolean several() {
        return width > 1 && (kind == TargetKind.NUMBER || kind == TargetKind.BINARY || vectors > 1);
    }
}
