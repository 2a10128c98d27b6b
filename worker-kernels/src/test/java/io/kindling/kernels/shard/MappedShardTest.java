package io.kindling.kernels.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.kernels.random.Draws;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.SparseMatrix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MappedShardTest {
    private static final Scaling SCALING = new Scaling(new float[] {0.5f}, new float[] {0.25f});

    @TempDir
    Path folder;

    record Case(FeatureStorage storage, int columns, int targets, boolean weighted, int rows) {}

    static Stream<Case> cases() {
        return Arrays.stream(FeatureStorage.values())
                .flatMap(storage -> Stream.of(
                        new Case(storage, 1, 0, false, 0),
                        new Case(storage, 1, 0, false, 1),
                        new Case(storage, 7, 1, false, 100),
                        new Case(storage, 8, 3, true, 101),
                        new Case(storage, 37, 2, true, 333)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aShardInAFileInPiecesGivesTheSameBitsAsOneInArrays(Case some) {
        PackedShard arrays = built(some, new ShardBuilder(format(some)));
        for (int shift : new int[] {3, 7, Mapping.SHIFT}) {
            PackedShard mapped = built(some, new ShardBuilder(format(some), 0, folder, shift));
            assertThat(mapped.mapped()).isTrue();
            assertSame(mapped, arrays);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aShardThatOutgrowsMemoryGoesOnInAFile(Case some) {
        PackedShard arrays = built(some, new ShardBuilder(format(some)));
        PackedShard moved = built(some, new ShardBuilder(format(some), 1000, folder, 8));
        assertThat(moved.mapped()).isEqualTo(some.rows() > 1);
        assertSame(moved, arrays);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aMappedShardTravelsAsItsRows(Case some) throws IOException, ClassNotFoundException {
        PackedShard mapped = built(some, new ShardBuilder(format(some), 0, folder, 6));
        PackedShard arrived = (PackedShard) read(written(mapped));
        assertThat(arrived.mapped()).isFalse();
        assertSame(arrived, mapped);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fetchingBringsWholeRowsAndChangesNone(Case some) {
        PackedShard arrays = built(some, new ShardBuilder(format(some)));
        int[] rows = IntStream.range(0, some.rows()).toArray();
        for (int shift : new int[] {3, 7, Mapping.SHIFT}) {
            PackedShard mapped = built(some, new ShardBuilder(format(some), 0, folder, shift));
            boolean ofOneLength = MappedRows.fixed(format(some));
            assertThat(mapped.fetch(rows, some.rows()))
                    .isEqualTo(mapped.bytes() - (ofOneLength ? 0 : 8L * some.rows()));
            assertSame(mapped, arrays);
        }
        assertThat(arrays.fetch(rows, some.rows())).isZero();
    }

    @Test
    void aLargeShardLandsInAFileAgain() throws IOException, ClassNotFoundException {
        int columns = (int) (Runtime.getRuntime().maxMemory() / 16 / 4 / 64);
        RowFormat format = new RowFormat(FeatureStorage.FLOAT, columns, 0, false);
        float[] row = new float[columns];
        try (ShardBuilder builder = new ShardBuilder(format, 0, folder)) {
            for (int i = 0; i < 65; i++) {
                row[0] = i;
                builder.add(i, format.pack(new float[0], 1, row));
            }
            PackedShard arrived = (PackedShard) read(written(builder.build()));
            assertThat(arrived.mapped()).isTrue();
            arrived.features().copy(64, row, 0);
            assertThat(row[0]).isEqualTo(64);
        }
    }

    @Test
    void aShardThatWasCutOrChangedOnTheWayIsRefused() throws IOException {
        Case some = new Case(FeatureStorage.FLOAT, 7, 1, false, 100);
        byte[] sent = written(built(some, new ShardBuilder(format(some), 0, folder)));
        assertThatThrownBy(() -> read(Arrays.copyOf(sent, sent.length - 40))).isInstanceOf(IOException.class);
        sent[sent.length - 40] ^= 1;
        assertThatThrownBy(() -> read(sent))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessage("A shard of 100 rows did not come as it was sent");
    }

    @Test
    void aFolderThatCannotBeWrittenToIsNamedWithWhatToDo() {
        Path missing = folder.resolve("missing");
        RowFormat format = new RowFormat(FeatureStorage.FLOAT, 1, 0, false);
        assertThatThrownBy(() -> new ShardBuilder(format, 0, missing))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(missing + " after 0 rows")
                .hasMessageContaining("spark.local.dir");
    }

    @Test
    void nothingIsLeftOfAFileThatWasNotFinished() {
        Case some = new Case(FeatureStorage.SPARSE, 7, 1, false, 100);
        try (ShardBuilder builder = new ShardBuilder(format(some), 0, folder)) {
            builder.add(1, row(some, format(some), 1));
            builder.add(2, row(some, format(some), 1));
            assertThat(folder).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @EnumSource(FeatureStorage.class)
    void aRowThatIsNotThereIsRefused(FeatureStorage storage) {
        Case some = new Case(storage, 7, 1, false, 10);
        PackedShard mapped = built(some, new ShardBuilder(format(some), 0, folder));
        Batch batch = new Batch(Shape.of(7), Shape.of());
        assertThatThrownBy(() -> mapped.gather(new int[] {10}, 1, Scaling.NONE, Scaling.NONE, batch))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static void assertSame(PackedShard found, PackedShard wanted) {
        assertThat(found.rows()).isEqualTo(wanted.rows());
        assertThat(found.digest()).isEqualTo(wanted.digest());
        assertThat(found.features().missing()).isEqualTo(wanted.features().missing());
        assertThat(found.featureMoments().mean())
                .isEqualTo(wanted.featureMoments().mean());
        assertThat(found.targetMoments().mean())
                .isEqualTo(wanted.targetMoments().mean());
        for (boolean takesSparse : new boolean[] {false, true}) {
            for (Scaling scaling : List.of(Scaling.NONE, Scaling.by(3), SCALING)) {
                assertSame(gathered(found, scaling, takesSparse), gathered(wanted, scaling, takesSparse));
            }
        }
    }

    private static Batch gathered(PackedShard shard, Scaling scaling, boolean takesSparse) {
        Batch batch = new Batch(
                Shape.of(shard.features().columns()), Shape.of(Math.max(1, shard.targetColumns())), takesSparse);
        int[] order = IntStream.range(0, shard.rows())
                .map(i -> (int) (i * 7919L % shard.rows()))
                .toArray();
        shard.gather(order, order.length, scaling, SCALING, batch);
        return batch;
    }

    private static void assertSame(Batch found, Batch wanted) {
        SparseMatrix sparse = wanted.sparse();
        if (sparse == null) {
            assertThat(found.sparse()).isNull();
            assertThat(found.features().toArray()).isEqualTo(wanted.features().toArray());
        } else {
            int count = sparse.starts()[sparse.rows()];
            assertThat(Arrays.copyOf(found.sparse().values(), count)).isEqualTo(Arrays.copyOf(sparse.values(), count));
            assertThat(Arrays.copyOf(found.sparse().slots(), count)).isEqualTo(Arrays.copyOf(sparse.slots(), count));
        }
        int rows = wanted.rows();
        assertThat(found.targets().toArray()).isEqualTo(wanted.targets().toArray());
        assertThat(Arrays.copyOf(found.weights(), rows)).isEqualTo(Arrays.copyOf(wanted.weights(), rows));
        assertThat(Arrays.copyOf(found.keys(), rows)).isEqualTo(Arrays.copyOf(wanted.keys(), rows));
        assertThat(found.lengths() == null).isEqualTo(wanted.lengths() == null);
        if (wanted.lengths() != null) {
            assertThat(Arrays.copyOf(found.lengths(), rows)).isEqualTo(Arrays.copyOf(wanted.lengths(), rows));
        }
    }

    private static PackedShard built(Case some, ShardBuilder builder) {
        RowFormat format = format(some);
        try (builder) {
            for (int i = 0; i < some.rows(); i++) {
                builder.add(i / 2, row(some, format, i));
            }
            return builder.build();
        }
    }

    private static RowFormat format(Case some) {
        return new RowFormat(some.storage(), some.columns(), some.targets(), some.weighted());
    }

    /** About half of the numbers are 0, some missing where they may be; sequences are of any length. */
    private static byte[] row(Case some, RowFormat format, int row) {
        float[] targets = new float[some.targets()];
        for (int j = 0; j < targets.length; j++) {
            targets[j] = (float) Draws.uniform(row, 1000 + j);
        }
        boolean whole = some.storage() == FeatureStorage.BYTE || some.storage() == FeatureStorage.TOKENS;
        float[] features = new float[some.columns()];
        for (int j = 0; j < features.length; j++) {
            double draw = Draws.uniform(row, j);
            features[j] = draw < 0.5 ? 0 : whole ? (int) (draw * 256) : draw > 0.99 ? Float.NaN : (float) draw;
        }
        float weight = (float) Draws.uniform(row, 2000);
        if (some.storage() == FeatureStorage.TOKENS) {
            features = Arrays.copyOf(features, (int) (Draws.uniform(row, 3000) * (features.length + 1)));
        }
        return PackedRow.of(format, targets, weight, features);
    }

    private static byte[] written(PackedShard shard) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(shard);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }
}
