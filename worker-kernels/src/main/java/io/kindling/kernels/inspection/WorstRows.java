package io.kindling.kernels.inspection;

import io.kindling.kernels.loss.TargetKind;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.LargestRecords;
import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * The rows with the highest loss, with what was right and what was said. Of rows with equal loss the key decides.
 *
 * @param kind of the loss's targets
 * @param output shape of the network's
 * @param view what is kept of the features
 */
public record WorstRows(TargetKind kind, Shape output, RowView view) implements Inspector {
    /** How many rows. */
    public static final int COUNT = 24;

    private static final String SLOT = "inspection.worst";
    /** Of outputs with a number each. */
    private static final int MOST_OUTPUTS = 8;
    /** Loss and key. */
    private static final int HEAD = 3;

    /**
     * A row.
     *
     * @param loss whatever the row weighs; of a sequence the mean over its steps
     * @param key from which everything random about the row follows
     * @param outcome of a class: the right one, the one predicted, its probability, the probability of the right one; of a
     *     sequence of classes: nothing; else target and prediction of each of the first outputs, as the network learns them
     * @param features as {@link RowView} has them, as the network sees them
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Row(double loss, long key, double[] outcome, double[] features) {}

    @Override
    public void add(InspectedBatch batch, Tally tally) {
        LargestRecords worst = records(tally);
        GradientSum sum = new GradientSum();
        int outcome = outcomeWidth();
        for (int row = 0; row < batch.output().rows(); row++) {
            double loss = batch.loss(row, sum);
            boolean counts = sum.weight() != 0 && batch.batch().weights()[row] != 0;
            if (!counts || !worst.mayTake(loss)) {
                continue;
            }
            double[] record = new double[HEAD + outcome + view.width()];
            long key = batch.batch().keys()[row];
            record[0] = loss;
            // A double holds 53 bits: a key is two numbers.
            record[1] = (int) (key >>> 32);
            record[2] = (int) key;
            writeOutcome(batch, row, record);
            view.write(batch.batch(), row, record, HEAD + outcome);
            worst.offer(record);
        }
    }

    /** The rows, the worst first. */
    public List<Row> rows(Tally tally) {
        int outcome = outcomeWidth();
        return records(tally).all().stream()
                .map(record -> new Row(
                        record[0],
                        (long) record[1] << 32 | ((long) record[2] & 0xFFFFFFFFL),
                        Arrays.copyOfRange(record, HEAD, HEAD + outcome),
                        Arrays.copyOfRange(record, HEAD + outcome, record.length)))
                .toList();
    }

    private LargestRecords records(Tally tally) {
        return tally.largest(SLOT, COUNT, HEAD + outcomeWidth() + view.width());
    }

    private int outcomeWidth() {
        return switch (kind) {
            case CLASS_INDEX, PROBABILITIES -> output.vectors() == 1 ? 4 : 0;
            case BINARY, NUMBER -> 2 * Math.min(MOST_OUTPUTS, output.size());
        };
    }

    private void writeOutcome(InspectedBatch batch, int row, double[] record) {
        if (outcomeWidth() == 0) {
            return;
        }
        switch (kind) {
            case CLASS_INDEX, PROBABILITIES -> {
                int truth = batch.truth(row);
                int predicted = batch.predicted(row);
                record[HEAD] = truth;
                record[HEAD + 1] = predicted;
                record[HEAD + 2] = batch.probability(row, predicted);
                record[HEAD + 3] = batch.probability(row, truth);
            }
            case BINARY, NUMBER -> {
                for (int j = 0; j < outcomeWidth() / 2; j++) {
                    record[HEAD + 2 * j] = batch.batch().targets().at(row, j);
                    record[HEAD + 2 * j + 1] = batch.prediction().at(row, j);
                }
            }
        }
    }
}
