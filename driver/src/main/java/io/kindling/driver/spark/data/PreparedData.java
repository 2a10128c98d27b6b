package io.kindling.driver.spark.data;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The data, ready for training.
 *
 * @param train to learn from; at least one row
 * @param validation to watch the training by
 * @param test to measure the result by
 * @param pipeline what turns further rows into the same features
 */
public record PreparedData(
        ShardedRows train, Optional<ShardedRows> validation, Optional<ShardedRows> test, FeaturePipeline pipeline) {
    /** How many features a row has. */
    public int features() {
        return pipeline.width();
    }

    /** Rows of all parts that were left out for a missing cell. */
    public long skipped() {
        return parts().mapToLong(ShardedRows::skipped).sum();
    }

    /** The fingerprint of the rows that training depends on, by part: {@code training}, {@code validation}. */
    public Map<String, String> fingerprints() {
        Map<String, String> fingerprints = new LinkedHashMap<>();
        fingerprints.put("training", train.fingerprint());
        validation.ifPresent(rows -> fingerprints.put("validation", rows.fingerprint()));
        return fingerprints;
    }

    /** Frees the executors' memory. */
    public void unpersist() {
        parts().forEach(ShardedRows::unpersist);
    }

    private Stream<ShardedRows> parts() {
        return Stream.concat(Stream.of(train), Stream.concat(validation.stream(), test.stream()));
    }
}
