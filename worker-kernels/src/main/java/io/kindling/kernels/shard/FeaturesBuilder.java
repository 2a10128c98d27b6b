package io.kindling.kernels.shard;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Gathers the features of a shard's rows. */
sealed interface FeaturesBuilder {
    /**
     * Takes the next row's features.
     *
     * @param row its index
     * @param bytes stands at the first feature
     */
    void append(int row, ByteBuffer bytes);

    Features build(int rows);

    /** Makes room for so many rows, where their length is known and an array has the room. */
    default void expect(long rows) {
        // Rows differ in length.
    }

    static FeaturesBuilder of(RowFormat format) {
        return switch (format.storage()) {
            case FLOAT -> new Floats(format.columns());
            case BYTE -> new Bytes(format.columns());
            case SPARSE -> new Sparse(format.columns());
            case TOKENS -> new Tokens(format.columns());
        };
    }

    /** Rows of floats. */
    final class Floats implements FeaturesBuilder {
        private final int columns;
        private float[] values = new float[0];

        Floats(int columns) {
            this.columns = columns;
        }

        @Override
        public void append(int row, ByteBuffer bytes) {
            long end = (row + 1L) * columns;
            if (end > values.length) {
                values = Arrays.copyOf(values, Growth.next(values.length, end));
            }
            bytes.asFloatBuffer().get(values, row * columns, columns);
        }

        @Override
        public void expect(long rows) {
            values = rows * columns <= Growth.LONGEST ? new float[(int) (rows * columns)] : values;
        }

        @Override
        public Features build(int rows) {
            int length = rows * columns;
            return new FloatFeatures(values.length == length ? values : Arrays.copyOf(values, length), rows, columns);
        }
    }

    /** Rows of unsigned bytes. */
    final class Bytes implements FeaturesBuilder {
        private final int columns;
        private byte[] values = new byte[0];

        Bytes(int columns) {
            this.columns = columns;
        }

        @Override
        public void append(int row, ByteBuffer bytes) {
            long end = (row + 1L) * columns;
            if (end > values.length) {
                values = Arrays.copyOf(values, Growth.next(values.length, end));
            }
            bytes.get(values, row * columns, columns);
        }

        @Override
        public void expect(long rows) {
            values = rows * columns <= Growth.LONGEST ? new byte[(int) (rows * columns)] : values;
        }

        @Override
        public Features build(int rows) {
            int length = rows * columns;
            return new ByteFeatures(values.length == length ? values : Arrays.copyOf(values, length), rows, columns);
        }
    }

    /** Rows of which the zeros are left out. */
    final class Sparse implements FeaturesBuilder {
        private final int columns;
        private int[] starts = new int[64];
        private int[] indices = new int[0];
        private float[] values = new float[0];

        Sparse(int columns) {
            this.columns = columns;
        }

        @Override
        public void append(int row, ByteBuffer bytes) {
            int count = bytes.getInt();
            if (row + 1 == starts.length) {
                starts = Arrays.copyOf(starts, Growth.next(starts.length, row + 2L));
            }
            int start = starts[row];
            if ((long) start + count > values.length) {
                int length = Growth.next(values.length, (long) start + count);
                indices = Arrays.copyOf(indices, length);
                values = Arrays.copyOf(values, length);
            }
            bytes.asIntBuffer().get(indices, start, count);
            bytes.position(bytes.position() + 4 * count).asFloatBuffer().get(values, start, count);
            starts[row + 1] = start + count;
        }

        @Override
        public Features build(int rows) {
            int count = starts[rows];
            return new SparseFeatures(
                    Arrays.copyOf(starts, rows + 1),
                    Arrays.copyOf(indices, count),
                    Arrays.copyOf(values, count),
                    columns);
        }
    }

    /** Sequences, each as long as it is. */
    final class Tokens implements FeaturesBuilder {
        private final int columns;
        private int[] starts = new int[64];
        private int[] tokens = new int[0];

        Tokens(int columns) {
            this.columns = columns;
        }

        @Override
        public void append(int row, ByteBuffer bytes) {
            int count = bytes.getInt();
            if (row + 1 == starts.length) {
                starts = Arrays.copyOf(starts, Growth.next(starts.length, row + 2L));
            }
            int start = starts[row];
            if ((long) start + count > tokens.length) {
                tokens = Arrays.copyOf(tokens, Growth.next(tokens.length, (long) start + count));
            }
            bytes.asIntBuffer().get(tokens, start, count);
            starts[row + 1] = start + count;
        }

        @Override
        public Features build(int rows) {
            return new TokenFeatures(Arrays.copyOf(starts, rows + 1), Arrays.copyOf(tokens, starts[rows]), columns);
        }
    }
}
