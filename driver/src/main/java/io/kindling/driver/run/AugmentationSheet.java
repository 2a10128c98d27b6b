package io.kindling.driver.run;

import io.kindling.driver.report.PictureGrid;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.work.AugmentedRows;
import io.kindling.kernels.work.Job;
import java.util.Optional;

/**
 * {@code augmentation.png}: some pictures of the training rows, a line each: first as it is, then as it would be in the first
 * steps. What a glance at it shows no table of settings does: digits turned too far to be read, pictures cut to nothing.
 */
final class AugmentationSheet {
    static final String FILE = "augmentation.png";

    private static final int MOST_ROWS = 6;
    private static final int VERSIONS = 9;
    /** Numbers that travel to the driver: 16 MB. */
    private static final int MOST_NUMBERS = 1 << 21;

    private AugmentationSheet() {}

    /** The sheet as PNG; nothing where nothing is changed, or rows are no pictures in grey or colour of a moderate size. */
    static Optional<byte[]> of(GradientAggregator engine, Job job, float[] parameters) {
        Shape input = job.model().input();
        boolean picture = input.rank() == 3 && (input.dimension(0) == 1 || input.dimension(0) == 3);
        int fitting = MOST_NUMBERS / (1 + VERSIONS) / input.size();
        if (job.augmentations().isEmpty() || !picture || fitting == 0) {
            return Optional.empty();
        }
        long[] shardRows = job.sampler().shardRows();
        int shard = 0;
        while (shardRows[shard] == 0) {
            shard++;
        }
        int rows = (int) Math.min(shardRows[shard], Math.min(MOST_ROWS, fitting));
        AugmentedRows work = new AugmentedRows(shard, rows, VERSIONS);
        Tally tally = engine.aggregate(work, parameters, "augmented rows").tally();
        return Optional.of(PictureGrid.png(AugmentedRows.numbers(tally), input, rows, 1 + VERSIONS));
    }
}
