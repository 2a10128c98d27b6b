package io.kindling.kernels.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.kernels.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedShardTest {
    @ParameterizedTest
    @EnumSource(FeatureStorage.class)
    void gatheringGivesBackWhatWasPackedInTheOrderAskedFor(FeatureStorage storage) {
        PackedShard shard = shard(storage, 200);
        Batch batch = new Batch(Shape.of(3), Shape.of(2));
        shard.gather(new int[] {199, 0, 7, 5}, 3, Scaling.NONE, Scaling.NONE, batch);
        assertThat(batch.rows()).isEqualTo(3);
        assertThat(batch.features().toArray()).containsExactly(199, 0, 1, 0, 0, 1, 7, 0, 1);
        assertThat(batch.targets().toArray()).containsExactly(199, -199, 0, 0, 7, -7);
        assertThat(Arrays.copyOf(batch.weights(), 3)).containsExactly(99.5f, 0, 3.5f);
        assertThat(Arrays.copyOf(batch.keys(), 3)).containsExactly(1990, 0, 70);
    }

    @ParameterizedTest
    @EnumSource(FeatureStorage.class)
    void rowsAreScaledOnTheWay(FeatureStorage storage) {
        Batch batch = new Batch(Shape.of(3), Shape.of(2));
        Scaling byColumn = new Scaling(new float[] {2, 3, 4}, new float[] {0, 1, -4});
        shard(storage, 9).gather(new int[] {8}, 1, byColumn, Scaling.by(0.5), batch);
        assertThat(batch.features().toArray()).containsExactly(16, 1, 0);
        assertThat(batch.targets().toArray()).containsExactly(4, -4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 63, 64, 65, 1000})
    void shardsOfAnySizeSurviveSerialisation(int rows) throws IOException, ClassNotFoundException {
        PackedShard read = written(shard(FeatureStorage.SPARSE, rows));
        assertThat(read.rows()).isEqualTo(rows);
        assertThat(read.featureMoments().mean())
                .isEqualTo(shard(FeatureStorage.FLOAT, rows).featureMoments().mean());
        assertThat(read.targetMoments().count()).containsExactly(rows, rows);
    }

    @Test
    void aMissingFeatureIsGatheredAsZeroAfterScaling() {
        RowFormat format = new RowFormat(FeatureStorage.FLOAT, 2, 0, false);
        ShardBuilder builder = new ShardBuilder(format);
        builder.add(1, format.pack(new float[0], 1, new float[] {Float.NaN, 5}));
        PackedShard shard = builder.build();
        Batch batch = new Batch(Shape.of(2), Shape.of(1));
        Scaling scaling = new Scaling(new float[] {1, 1}, new float[] {10, 10});
        shard.gather(new int[] {0}, 1, scaling, Scaling.NONE, batch);
        assertThat(batch.features().toArray()).containsExactly(0, 15);
        assertThat(batch.weights()[0]).isEqualTo(1);
        assertThat(shard.featureMoments().count()).containsExactly(0, 1);
    }

    @ParameterizedTest
    @EnumSource(FeatureStorage.class)
    void roomMadeBeforehandShowsInNothing(FeatureStorage storage) throws IOException, ClassNotFoundException {
        PackedShard grown = shard(storage, 200);
        for (int expected : new int[] {1, 200, 300}) {
            PackedShard shard = shard(storage, 200, expected);
            assertThat(shard.rows()).isEqualTo(200);
            assertThat(shard.digest()).isEqualTo(grown.digest());
            assertThat(shard.bytes()).isEqualTo(grown.bytes());
            assertThat(written(shard).featureMoments().mean())
                    .isEqualTo(grown.featureMoments().mean());
        }
    }

    @Test
    void bytesAreUnsigned() {
        RowFormat format = new RowFormat(FeatureStorage.BYTE, 2, 1, false);
        ShardBuilder builder = new ShardBuilder(format);
        builder.add(1, format.pack(new float[] {3}, 1, new byte[] {-1, 127}));
        Batch batch = new Batch(Shape.of(2), Shape.of());
        builder.build().gather(new int[] {0}, 1, Scaling.NONE, Scaling.NONE, batch);
        assertThat(batch.features().toArray()).containsExactly(255, 127);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 300})
    void sequencesKeepTheirLengthsAndArePaddedBehind(int rows) throws IOException, ClassNotFoundException {
        RowFormat format = new RowFormat(FeatureStorage.TOKENS, 5, 1, false);
        ShardBuilder builder = new ShardBuilder(format);
        for (int i = 0; i < rows; i++) {
            // 0, 1, … 5 tokens: 7 i, 7 i + 1, …
            int[] tokens = {7 * i, 7 * i + 1, 7 * i + 2, 7 * i + 3, 7 * i + 4};
            builder.add(i, format.packTokens(new float[] {i}, 1, i % 6, tokens));
        }
        PackedShard shard = written(builder.build());
        assertThat(shard.rows()).isEqualTo(rows);
        Batch batch = new Batch(Shape.of(5), Shape.of());
        for (int i = rows - 1; i >= 0; i--) {
            // The rows before leave nothing behind the end of these.
            shard.gather(new int[] {i, 0}, 2, Scaling.NONE, Scaling.NONE, batch);
            float[] expected = new float[10];
            for (int j = 0; j < i % 6; j++) {
                expected[j] = 7 * i + j;
            }
            assertThat(batch.features().toArray()).containsExactly(expected);
            assertThat(Arrays.copyOf(batch.lengths(), 2)).containsExactly(i % 6, 0);
            assertThat(batch.targets().toArray()).containsExactly(i, 0);
        }
    }

    @Test
    void aSequenceTakesThePlaceOfItsOwnTokensAlone() {
        RowFormat format = new RowFormat(FeatureStorage.TOKENS, 1000, 0, false);
        assertThat(format.packTokens(new float[0], 1, 3, new int[] {1, 2, 3})).hasSize(16);
        ShardBuilder builder = new ShardBuilder(format);
        builder.add(1, format.packTokens(new float[0], 1, 3, new int[] {1, 2, 3}));
        assertThat(builder.build().features().bytes()).isEqualTo(20);
    }

    @Test
    void rowsThatAreNoSequencesAreFull() {
        Batch batch = new Batch(Shape.of(3), Shape.of(2));
        shard(FeatureStorage.TOKENS, 1).gather(new int[] {0}, 1, Scaling.NONE, Scaling.NONE, batch);
        assertThat(batch.lengths()).isNotNull();
        shard(FeatureStorage.FLOAT, 1).gather(new int[] {0}, 1, Scaling.NONE, Scaling.NONE, batch);
        assertThat(batch.lengths()).isNull();
    }

    @Test
    void featuresOfAnotherFormAreRefused() {
        RowFormat format = new RowFormat(FeatureStorage.TOKENS, 2, 0, false);
        assertThatThrownBy(() -> format.pack(new float[0], 1, new float[2]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Features for FLOAT in a shard that holds TOKENS");
    }

    @Test
    void rowsOfTheSameKeyLieInAnOrderThatDoesNotDependOnHowTheyCame() {
        RowFormat format = new RowFormat(FeatureStorage.FLOAT, 1, 0, false);
        byte[] one = format.pack(new float[0], 1, new float[] {1});
        byte[] two = format.pack(new float[0], 1, new float[] {2});
        byte[] three = format.pack(new float[0], 1, new float[] {3});
        assertThat(features(format, one, two, three)).isEqualTo(features(format, three, one, two));
    }

    @Test
    void theArrayOfARowMayBeUsedForTheNext() {
        RowFormat format = new RowFormat(FeatureStorage.BYTE, 1, 0, false);
        ShardBuilder builder = new ShardBuilder(format);
        byte[] row = new byte[1];
        long[] keys = {1, 1, 1, 2};
        byte[] numbers = {3, 2, 3, 1};
        for (int i = 0; i < keys.length; i++) {
            row[0] = numbers[i];
            builder.add(keys[i], row);
        }
        PackedShard shard = builder.build();
        float[] found = new float[4];
        for (int i = 0; i < 4; i++) {
            shard.features().copy(i, found, i);
        }
        assertThat(found).containsExactly(2, 3, 3, 1);
    }

    @Test
    void rowsOutOfOrderAreRefused() {
        RowFormat format = new RowFormat(FeatureStorage.FLOAT, 1, 0, false);
        byte[] row = format.pack(new float[0], 1, new float[] {1});
        ShardBuilder builder = new ShardBuilder(format);
        builder.add(2, row);
        assertThatThrownBy(() -> builder.add(1, row)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aShardThatOutgrowsAnArrayAsksForMoreShards() {
        assertThat(Growth.next(Integer.MAX_VALUE - 100, Integer.MAX_VALUE - 20L))
                .isEqualTo(Integer.MAX_VALUE - 16);
        assertThatThrownBy(() -> Growth.next(Integer.MAX_VALUE - 100, Integer.MAX_VALUE))
                .hasMessageContaining("Raise spark.shards");
    }

    private static PackedShard written(PackedShard shard) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(shard);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (PackedShard) in.readObject();
        }
    }

    private static float[] features(RowFormat format, byte[]... rows) {
        ShardBuilder builder = new ShardBuilder(format);
        for (byte[] row : rows) {
            builder.add(5, row);
        }
        Batch batch = new Batch(Shape.of(1), Shape.of());
        PackedShard shard = builder.build();
        shard.gather(new int[] {0, 1, 2}, 3, Scaling.NONE, Scaling.NONE, batch);
        return batch.features().toArray();
    }

    /** Row i has features i, 0, 1, targets i, -i, weight i / 2 and key 10 i. */
    private static PackedShard shard(FeatureStorage storage, int rows) {
        return shard(storage, rows, 0);
    }

    private static PackedShard shard(FeatureStorage storage, int rows, int expected) {
        RowFormat format = new RowFormat(storage, 3, 2, true);
        ShardBuilder builder = new ShardBuilder(format);
        if (expected > 0) {
            builder.expect(expected, 20);
        }
        for (int i = 0; i < rows; i++) {
            builder.add(10L * i, PackedRow.of(format, new float[] {i, -i}, i / 2f, i, 0, 1));
        }
        return builder.build();
    }
}
