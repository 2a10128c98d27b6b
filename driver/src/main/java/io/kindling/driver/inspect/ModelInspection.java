package io.kindling.driver.inspect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.report.RoundedNumbers;
import io.kindling.driver.spark.data.FeaturePipeline;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.kernels.inspection.BinaryConfusion;
import io.kindling.kernels.inspection.Calibration;
import io.kindling.kernels.inspection.ConfusionMatrix;
import io.kindling.kernels.inspection.Inspector;
import io.kindling.kernels.inspection.ResidualRange;
import io.kindling.kernels.inspection.Residuals;
import io.kindling.kernels.inspection.RowView;
import io.kindling.kernels.inspection.WorstRows;
import io.kindling.kernels.loss.TargetKind;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.work.InspectionWork;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code evaluation.json}: what a trained model does well and badly, found in one pass over labelled rows (of numbers: two). The
 * confusion matrix or the residuals, the calibration, and the rows with the highest loss. The same from either engine, however
 * the rows are spread.
 */
public final class ModelInspection {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Model model;
    private final FeaturePipeline pipeline;
    private final TargetKind kind;
    private final int classes;
    private final WorstRows worst;

    /**
     * Of a model and the rows that it takes.
     *
     * @param pipeline that makes the rows
     * @param picture the shape of a row that is shown: [channels, height, width] where flat rows are pictures, too
     */
    public ModelInspection(Model model, FeaturePipeline pipeline, Shape picture) {
        this.model = model;
        this.pipeline = pipeline;
        this.kind = model.loss().targetKind();
        this.classes = kind == TargetKind.BINARY ? 2 : model.output().last();
        this.worst = new WorstRows(kind, model.output(), new RowView(picture));
    }

    /**
     * Looks at all rows.
     *
     * @param part what they are: {@code validation} or {@code test}
     */
    public String json(GradientAggregator rows, float[] parameters, String part) {
        ObjectNode root = JSON.createObjectNode();
        root.put("part", part);
        Calibration calibration = new Calibration(kind == TargetKind.BINARY);
        ResidualRange range = new ResidualRange(pipeline.targetScaling()::invert);
        List<Inspector> inspectors = new ArrayList<>(List.of(worst));
        switch (kind) {
            case BINARY -> inspectors.addAll(List.of(new BinaryConfusion(), calibration));
            case NUMBER -> inspectors.add(range);
            case CLASS_INDEX, PROBABILITIES -> {
                inspectors.add(calibration);
                if (classes <= ConfusionMatrix.MOST_CLASSES) {
                    inspectors.add(new ConfusionMatrix(classes));
                }
            }
        }
        GradientSum sum =
                rows.aggregate(new InspectionWork(inspectors), parameters, "looking at the " + part + " rows");
        Tally tally = new Tally();
        tally.merge(sum.tally());
        root.put("rows", sum.rows());
        RoundedNumbers.put(root, "loss", sum.meanLoss());
        switch (kind) {
            case BINARY -> {
                new Confusions(names()).write(new BinaryConfusion().counts(tally), root);
                writeCalibration(calibration, tally, root);
            }
            case NUMBER -> writeResiduals(rows, parameters, range, tally, root);
            case CLASS_INDEX, PROBABILITIES -> {
                if (classes <= ConfusionMatrix.MOST_CLASSES) {
                    new Confusions(names()).write(new ConfusionMatrix(classes).counts(tally), root);
                }
                writeCalibration(calibration, tally, root);
            }
        }
        ArrayNode examples = root.putArray("worst");
        WorstExamples writer = new WorstExamples(pipeline, kind, names(), worst.view());
        worst.rows(tally).forEach(row -> writer.write(row, examples));
        return root.toPrettyString() + "\n";
    }

    /** The classes' names, or their numbers where they have none. */
    private List<String> names() {
        if (pipeline.classes().size() == classes) {
            return pipeline.classes();
        }
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }

    private void writeCalibration(Calibration calibration, Tally tally, ObjectNode root) {
        ObjectNode node = root.putObject("calibration");
        node.put("of", classes == 2 ? names().get(1) : "the predicted class");
        RoundedNumbers.put(node, "expected_calibration_error", calibration.error(tally));
        ArrayNode bins = node.putArray("bins");
        for (int b = 0; b < Calibration.BINS; b++) {
            Calibration.Bin bin = calibration.bin(tally, b);
            if (bin.weight() > 0) {
                ObjectNode entry = bins.addObject();
                RoundedNumbers.put(entry, "from", (double) b / Calibration.BINS);
                RoundedNumbers.put(entry, "to", (double) (b + 1) / Calibration.BINS);
                RoundedNumbers.put(entry, "rows", bin.weight());
                RoundedNumbers.put(entry, "probability", bin.probability());
                RoundedNumbers.put(entry, "share", bin.share());
            }
        }
    }

    private void writeResiduals(
            GradientAggregator rows, float[] parameters, ResidualRange range, Tally tally, ObjectNode root) {
        double from = range.lowest(tally);
        double to = range.highest(tally);
        double typical = range.rootMeanSquare(tally);
        if (!(from < to && typical > 0 && Double.isFinite(typical))) {
            return;
        }
        Residuals residuals = new Residuals(pipeline.targetScaling()::invert, from, to, 3 * typical);
        Tally counted = rows.aggregate(new InspectionWork(List.of(residuals)), parameters, "looking at residuals")
                .tally();
        ObjectNode node = root.putObject("residuals");
        node.put("label", pipeline.label());
        node.put("outputs", model.output().size());
        RoundedNumbers.put(node, "from", from);
        RoundedNumbers.put(node, "to", to);
        RoundedNumbers.put(node, "bias", range.bias(tally));
        RoundedNumbers.put(node, "rmse", typical);
        ArrayNode counts = node.putArray("counts");
        double[] pairs = residuals.pairs(counted);
        for (int target = 0; target < Residuals.BINS; target++) {
            ArrayNode line = counts.addArray();
            for (int prediction = 0; prediction < Residuals.BINS; prediction++) {
                RoundedNumbers.add(line, pairs[target * Residuals.BINS + prediction]);
            }
        }
        RoundedNumbers.put(node, "furthest", 3 * typical);
        ArrayNode differences = node.putArray("differences");
        for (double count : residuals.differences(counted)) {
            RoundedNumbers.add(differences, count);
        }
    }
}
