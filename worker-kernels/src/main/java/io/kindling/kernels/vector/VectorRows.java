package io.kindling.kernels.vector;

import static io.kindling.kernels.vector.Lanes.SPECIES;
import static io.kindling.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * {@link RowLoops} by the Vector API. A row shorter than a vector is one vector, which runs on into the row behind: when
 * copying, that is written later; when adding, the numbers there are put back as they were. The first and last rows, where
 * that would leave the window or the array, are done number by number.
 */
interface VectorRows extends RowLoops {
    @Override
    default void copyRows(
            float[] x, int xOffset, int xStride, int first, int end, float[] y, int yOffset, int length, int rows) {
        VectorMask<Float> inside = inside(0, first, end);
        for (int r = 0; r < rows; r++) {
            int from = xOffset + r * xStride;
            int to = yOffset + r * length;
            if (length >= WIDTH ? from < 0 || from + length > x.length : from < 0 || from + WIDTH > x.length) {
                Lanes.ROWS.copyRows(x, from, 0, first, end, y, to, length, 1);
            } else if (length >= WIDTH) {
                for (int start = 0; start < length; start += WIDTH) {
                    int i = Math.min(start, length - WIDTH);
                    FloatVector v = FloatVector.fromArray(SPECIES, x, from + i);
                    if (i < first || i + WIDTH > end) {
                        v = FloatVector.zero(SPECIES).blend(v, inside(i, first, end));
                    }
                    v.intoArray(y, to + i);
                }
            } else if ((rows - r) * length < WIDTH) {
                Lanes.ROWS.copyRows(x, from, 0, first, end, y, to, length, 1);
            } else {
                FloatVector v = FloatVector.fromArray(SPECIES, x, from);
                FloatVector.zero(SPECIES).blend(v, inside).intoArray(y, to);
            }
        }
    }

    @Override
    default void addRows(
            float[] y, int yOffset, int length, int rows, int first, int end, float[] x, int xOffset, int xStride) {
        VectorMask<Float> inside = inside(0, first, end);
        int lowest = xOffset + first;
        int highest = xOffset + (rows - 1) * xStride + end;
        // Every other row first: a vector must not wait for the one that was just written over its beginning.
        for (int turn = 0; turn < 2; turn++) {
            for (int r = turn; r < rows; r += 2) {
                int to = xOffset + r * xStride;
                int from = yOffset + r * length;
                if (end - first >= WIDTH) {
                    int i = first;
                    for (; i + WIDTH <= end; i += WIDTH) {
                        FloatVector sum = FloatVector.fromArray(SPECIES, x, to + i);
                        sum.add(FloatVector.fromArray(SPECIES, y, from + i)).intoArray(x, to + i);
                    }
                    Lanes.ROWS.addRows(y, from, length, 1, i, end, x, to, xStride);
                } else if (length > WIDTH || to < lowest || to + WIDTH > highest || from + WIDTH > y.length) {
                    Lanes.ROWS.addRows(y, from, length, 1, first, end, x, to, xStride);
                } else {
                    FloatVector before = FloatVector.fromArray(SPECIES, x, to);
                    FloatVector sum = before.add(FloatVector.fromArray(SPECIES, y, from));
                    before.blend(sum, inside).intoArray(x, to);
                }
            }
        }
    }

    private static VectorMask<Float> inside(int start, int first, int end) {
        return Lanes.COUNT
                .compare(GE, first - start)
                .and(Lanes.COUNT.compare(LT, end - start))
                .cast(SPECIES);
    }
}
