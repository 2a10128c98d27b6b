package io.kindling.kernels.inspection;

import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.SparseMatrix;
import java.io.Serializable;
import java.util.Arrays;

/**
 * As much of a row's features as a person can look at: pictures in a moderate size, of a table the first columns, of very many
 * columns those that are furthest from 0.
 *
 * @param input shape of a row
 */
public record RowView(Shape input) implements Serializable {
    /** Of a picture, in pixels. */
    private static final int LONGEST_SIDE = 80;
    /** All are shown up to here. */
    private static final int MOST_COLUMNS = 1024;
    /** Of more than that. */
    private static final int FURTHEST = 32;

    /** Whether it is a picture: [channels, height, width] of 1 channel, or of 3. */
    public boolean picture() {
        return input.rank() == 3 && (input.dimension(0) == 1 || input.dimension(0) == 3);
    }

    /** Every how many pixels of a picture one is shown; 1 where all are. */
    private int every() {
        int side = Math.max(input.dimension(1), input.dimension(2));
        return (side + LONGEST_SIDE - 1) / LONGEST_SIDE;
    }

    /** The shape of what is shown of a picture. */
    public Shape pictureShape() {
        int every = every();
        return Shape.of(
                input.dimension(0), (input.dimension(1) + every - 1) / every, (input.dimension(2) + every - 1) / every);
    }

    /** Whether it is a few columns of many, each with its number: pairs. */
    public boolean pairs() {
        return !picture() && input.size() > MOST_COLUMNS;
    }

    /** How many numbers a view has. */
    public int width() {
        if (picture()) {
            return pictureShape().size();
        }
        return pairs() ? 2 * FURTHEST : input.size();
    }

    /** Writes the view of a row: {@link #width} numbers from {@code at} on are <em>overwritten</em>; pairs of column -1 are none. */
    void write(Batch batch, int row, double[] into, int at) {
        if (batch.sparse() != null) {
            writeSparse(batch.sparse(), row, into, at);
            return;
        }
        Matrix features = batch.features();
        if (picture()) {
            writePicture(features, row, into, at);
        } else if (pairs()) {
            Arrays.fill(into, at, at + width(), -1);
            for (int j = 0; j < features.columns(); j++) {
                offer(into, at, j, features.at(row, j));
            }
        } else {
            for (int j = 0; j < features.columns(); j++) {
                into[at + j] = features.at(row, j);
            }
        }
    }

    private void writePicture(Matrix features, int row, double[] into, int at) {
        int every = every();
        int height = input.dimension(1);
        int width = input.dimension(2);
        int to = at;
        for (int channel = 0; channel < input.dimension(0); channel++) {
            for (int y = 0; y < height; y += every) {
                for (int x = 0; x < width; x += every) {
                    into[to++] = features.at(row, (channel * height + y) * width + x);
                }
            }
        }
    }

    private void writeSparse(SparseMatrix sparse, int row, double[] into, int at) {
        Arrays.fill(into, at, at + width(), pairs() ? -1 : 0);
        for (int j = sparse.starts()[row]; j < sparse.starts()[row + 1]; j++) {
            int column = sparse.columns()[sparse.slots()[j]];
            if (pairs()) {
                offer(into, at, column, sparse.values()[j]);
            } else {
                into[at + column] = sparse.values()[j];
            }
        }
    }

    /** Keeps the pairs that are furthest from 0, in that order; of equals the first that came. */
    private static void offer(double[] into, int at, int column, float number) {
        int place = FURTHEST;
        while (place > 0 && isNearer(into, at + 2 * (place - 1), number)) {
            place--;
        }
        if (number == 0 || place == FURTHEST) {
            return;
        }
        int start = at + 2 * place;
        System.arraycopy(into, start, into, start + 2, 2 * (FURTHEST - 1 - place));
        into[start] = column;
        into[start + 1] = number;
    }

    private static boolean isNearer(double[] pairs, int at, float number) {
        return pairs[at] < 0 || Math.abs(pairs[at + 1]) < Math.abs(number);
    }
}
