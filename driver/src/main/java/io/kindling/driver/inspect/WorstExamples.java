package io.kindling.driver.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.report.RoundedNumbers;
import io.kindling.driver.spark.data.FeaturePipeline;
import io.kindling.driver.spark.data.row.FeatureColumn;
import io.kindling.kernels.inspection.RowView;
import io.kindling.kernels.inspection.WorstRows;
import io.kindling.kernels.loss.TargetKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The rows with the highest loss, as people know them: with the names of classes and columns, numbers in their own units,
 * pictures as pictures and windows of text as text.
 *
 * @param pipeline that made the rows
 * @param kind of the loss's targets
 * @param classes names, in the order of the outputs
 * @param view what was kept of the features
 */
record WorstExamples(FeaturePipeline pipeline, TargetKind kind, List<String> classes, RowView view) {
    /** Of a column with several numbers. */
    private static final int MOST_NUMBERS = 40;

    /** <em>Adds</em> a row. */
    void write(WorstRows.Row row, ArrayNode rows) {
        ObjectNode node = rows.addObject();
        RoundedNumbers.put(node, "loss", row.loss());
        node.put("key", String.format("%016x", row.key()));
        writeOutcome(row.outcome(), node);
        if (view.picture()) {
            byte[] png = PicturePng.of(row.features(), view.pictureShape());
            node.put("picture", "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
        } else if (view.pairs()) {
            writePairs(row.features(), node.putObject("features"));
        } else if (pipeline.windows().isPresent()) {
            node.put("text", text(row.features()));
        } else {
            writeFeatures(row.features(), node.putObject("features"));
        }
    }

    private void writeOutcome(double[] outcome, ObjectNode node) {
        if (outcome.length == 0) {
            return;
        }
        switch (kind) {
            case CLASS_INDEX, PROBABILITIES -> {
                node.put("label", classes.get((int) outcome[0]));
                node.put("prediction", classes.get((int) outcome[1]));
                RoundedNumbers.put(node, "probability", outcome[2]);
                RoundedNumbers.put(node, "label_probability", outcome[3]);
            }
            case BINARY -> {
                if (outcome.length == 2) {
                    node.put("label", classes.get(outcome[0] >= 0.5 ? 1 : 0));
                    node.put("prediction", classes.get(outcome[1] > 0.5 ? 1 : 0));
                    RoundedNumbers.put(node, "probability", Math.max(outcome[1], 1 - outcome[1]));
                } else {
                    writeNumbers(outcome, node);
                }
            }
            case NUMBER -> writeNumbers(outcome, node);
        }
    }

    private void writeNumbers(double[] outcome, ObjectNode node) {
        ArrayNode labels = node.putArray("labels");
        ArrayNode predictions = node.putArray("predictions");
        for (int j = 0; j < outcome.length / 2; j++) {
            RoundedNumbers.add(labels, target(outcome[2 * j], j));
            RoundedNumbers.add(predictions, target(outcome[2 * j + 1], j));
        }
    }

    private double target(double learnt, int column) {
        return kind == TargetKind.NUMBER ? pipeline.targetScaling().invert((float) learnt, column) : learnt;
    }

    private void writePairs(double[] pairs, ObjectNode features) {
        for (int i = 0; i < pairs.length && pairs[i] >= 0; i += 2) {
            int column = (int) pairs[i];
            RoundedNumbers.put(features, name(column), pipeline.unscaled(column, pairs[i + 1]));
        }
    }

    /** {@code column[3]} of columns with several numbers. */
    private String name(int feature) {
        int first = 0;
        for (FeatureColumn column : pipeline.features()) {
            if (feature < first + column.width()) {
                return column.width() == 1 ? column.name() : column.name() + "[" + (feature - first) + "]";
            }
            first += column.width();
        }
        return "[" + feature + "]";
    }

    private void writeFeatures(double[] numbers, ObjectNode features) {
        int at = 0;
        for (FeatureColumn column : pipeline.features()) {
            if (column.width() == 1) {
                RoundedNumbers.put(features, column.name(), pipeline.unscaled(at, numbers[at]));
            } else {
                ArrayNode cell = features.putArray(column.name());
                for (int j = 0; j < Math.min(MOST_NUMBERS, column.width()); j++) {
                    RoundedNumbers.add(cell, pipeline.unscaled(at + j, numbers[at + j]));
                }
                if (column.width() > MOST_NUMBERS) {
                    cell.add("…");
                }
            }
            at += column.width();
        }
    }

    private static String text(double[] numbers) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
