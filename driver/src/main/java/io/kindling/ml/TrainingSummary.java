package io.kindling.ml;

import io.kindling.driver.train.TrainingResult;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** How training went. Kept with the model that {@code fit} gave; not saved. */
public final class TrainingSummary implements Serializable {
    private static final long serialVersionUID = 1;

    private final String status;
    private final long steps;
    private final long epochs;
    private final long bestStep;
    private final double trainLoss;
    private final double rowsPerSecond;
    private final double seconds;
    private final Map<String, Double> validation;
    private final List<Row> history;
    private final StructType historySchema;
    private final Map<String, Double> ledger;

    TrainingSummary(TrainingResult result, TrainingHistory history) {
        this.status = result.status().name().toLowerCase(Locale.ROOT);
        this.steps = result.steps();
        this.epochs = result.epochs();
        this.bestStep = result.bestStep();
        this.trainLoss = result.trainLoss();
        this.rowsPerSecond = result.rowsPerSecond();
        this.seconds = result.seconds();
        this.validation = ordered(result.validation());
        List<String> figures = history.lines().isEmpty()
                ? List.of()
                : List.copyOf(history.lines().get(0).validation().figures().keySet());
        this.historySchema = schema(figures);
        this.history = history.lines().stream().map(line -> row(line, figures)).toList();
        this.ledger = ordered(history.ledger().parts());
    }

    /** {@code completed}, {@code early_stopped}, {@code converged} or {@code stopped}. */
    public String status() {
        return status;
    }

    /** Steps taken. */
    public long totalIterations() {
        return steps;
    }

    /** Epochs begun. */
    public long epochs() {
        return epochs;
    }

    /** The step after which the model's weights were reached. */
    public long bestStep() {
        return bestStep;
    }

    /** Mean of the steps' losses over the last epoch. */
    public double trainLoss() {
        return trainLoss;
    }

    /** Training rows by the seconds spent in steps. */
    public double rowsPerSecond() {
        return rowsPerSecond;
    }

    /** Seconds spent in steps, validation left out. */
    public double seconds() {
        return seconds;
    }

    /** {@code loss} and metrics of the model on the validation rows; empty without such. */
    public Map<String, Double> validation() {
        return validation;
    }

    /** The mean training loss at each line of {@link #history}, as MLlib's summaries have it. */
    public double[] objectiveHistory() {
        return history.stream().mapToDouble(row -> row.getDouble(2)).toArray();
    }

    /**
     * A row an epoch, or a validation: {@code epoch}, {@code step}, {@code train_loss}, {@code learning_rate}, {@code
     * gradient_norm}, {@code rows_per_second}, {@code seconds}, {@code best} and a column {@code validation_…} for each figure.
     */
    public Dataset<Row> history() {
        return SparkSession.active().createDataFrame(history, historySchema);
    }

    /** Where a step's time went: {@code part}, {@code milliseconds}, in the mean. */
    public Dataset<Row> ledger() {
        List<Row> rows = new ArrayList<>();
        ledger.forEach((part, millis) -> rows.add(RowFactory.create(part, millis)));
        return SparkSession.active()
                .createDataFrame(
                        rows,
                        new StructType()
                                .add("part", DataTypes.StringType, false)
                                .add("milliseconds", DataTypes.DoubleType, false));
    }

    @Override
    public String toString() {
        return status + " after " + steps + " steps, " + epochs + " epochs; train loss "
                + String.format(Locale.ROOT, "%.4f", trainLoss)
                + (validation.isEmpty() ? "" : ", validation " + validation);
    }

    private static Map<String, Double> ordered(Map<String, Double> figures) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    private static StructType schema(List<String> figures) {
        StructType schema = new StructType()
                .add("epoch", DataTypes.LongType, false)
                .add("step", DataTypes.LongType, false)
                .add("train_loss", DataTypes.DoubleType, false)
                .add("learning_rate", DataTypes.DoubleType, false)
                .add("gradient_norm", DataTypes.DoubleType, false)
                .add("rows_per_second", DataTypes.DoubleType, false)
                .add("seconds", DataTypes.DoubleType, false)
                .add("best", DataTypes.BooleanType, false);
        for (String figure : figures) {
            schema = schema.add("validation_" + figure, DataTypes.DoubleType, false);
        }
        return schema;
    }

    private static Row row(TrainingHistory.Line line, List<String> figures) {
        List<Object> cells = new ArrayList<>(List.of(
                line.validation().epoch(),
                line.validation().step(),
                line.validation().trainLoss(),
                line.step().learningRate(),
                line.step().gradientNorm(),
                line.rowsPerSecond(),
                line.validation().seconds(),
                line.validation().best()));
        figures.forEach(figure -> cells.add(line.validation().figures().get(figure)));
        return RowFactory.create(cells.toArray());
    }
}
