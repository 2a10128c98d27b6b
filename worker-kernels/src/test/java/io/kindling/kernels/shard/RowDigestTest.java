package io.kindling.kernels.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowDigestTest {
    @ParameterizedTest
    @EnumSource(FeatureStorage.class)
    void theSameRowsHaveTheSameDigestInWhateverOrderEqualKeysCame(FeatureStorage storage) {
        RowFormat format = new RowFormat(storage, 3, 1, true);
        byte[] one = PackedRow.of(format, new float[] {1}, 1, 1, 2, 3);
        byte[] two = PackedRow.of(format, new float[] {1}, 1, 4, 5, 6);
        long digest = digest(format, new long[] {7, 7}, one, two);
        assertThat(digest(format, new long[] {7, 7}, two, one)).isEqualTo(digest);
        assertThat(digest(format, new long[] {7, 8}, one, two)).isNotEqualTo(digest);
        assertThat(digest(format, new long[] {7, 8}, two, one)).isNotEqualTo(digest);
        assertThat(digest(format, new long[] {7}, one)).isNotEqualTo(digest);
    }

    @ParameterizedTest
    @EnumSource(FeatureStorage.class)
    void eachNumberShows(FeatureStorage storage) {
        RowFormat format = new RowFormat(storage, 3, 1, true);
        Set<Long> digests = new HashSet<>();
        float[][] rows = {
            {1, 1, 1, 2, 3}, {2, 1, 1, 2, 3}, {1, 2, 1, 2, 3}, {1, 1, 2, 2, 3}, {1, 1, 1, 1, 3}, {1, 1, 1, 2, 4}
        };
        for (float[] row : rows) {
            digests.add(digest(
                    format,
                    new long[] {0},
                    PackedRow.of(format, new float[] {row[0]}, row[1], row[2], row[3], row[4])));
        }
        assertThat(digests).hasSize(rows.length);
    }

    @Test
    void everyBitOfARowOfAnyLengthShows() {
        for (int length = 0; length <= 17; length++) {
            RowFormat format = new RowFormat(FeatureStorage.BYTE, length, 0, false);
            Set<Long> digests = new HashSet<>(Set.of(digest(format, new long[] {1}, new byte[length])));
            for (int bit = 0; bit < 8 * length; bit++) {
                byte[] row = new byte[length];
                row[bit / 8] = (byte) (1 << bit % 8);
                digests.add(digest(format, new long[] {1}, row));
            }
            assertThat(digests).hasSize(8 * length + 1);
        }
    }

    @Test
    void noRowsOfAnotherFormatHaveAnotherDigest() {
        assertThat(digest(new RowFormat(FeatureStorage.FLOAT, 3, 1, false), new long[0]))
                .isNotEqualTo(digest(new RowFormat(FeatureStorage.FLOAT, 4, 1, false), new long[0]));
    }

    private static long digest(RowFormat format, long[] keys, byte[]... rows) {
        ShardBuilder builder = new ShardBuilder(format);
        for (int i = 0; i < keys.length; i++) {
            builder.add(keys[i], rows[i]);
        }
        return builder.build().digest();
    }
}
