package io.kindling.kernels.vector;

import static io.kindling.kernels.vector.Lanes.SPECIES;
import static io.kindling.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.VectorOperators.EQ;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * {@link PoolingLoops} by the Vector API. Rows are often shorter than a vector: it then runs on into the rows behind, which
 * are written later, and only the last rows are done number by number. In a longer row the last vector lies over the end of
 * the one before.
 */
interface VectorPooling extends PoolingLoops {
    /** Numbers 0, 2, 4, …, twice; and 1, 3, 5, … */
    VectorShuffle<Float> EVEN = VectorShuffle.fromOp(SPECIES, i -> 2 * i % WIDTH);

    VectorShuffle<Float> ODD = VectorShuffle.fromOp(SPECIES, i -> 2 * i % WIDTH + 1);

    /** Numbers 0, 0, 1, 1, …; and the same of the upper half. */
    VectorShuffle<Float> LOWER = VectorShuffle.fromOp(SPECIES, i -> i / 2);

    VectorShuffle<Float> UPPER = VectorShuffle.fromOp(SPECIES, i -> i / 2 + WIDTH / 2);

    VectorMask<Float> UPPER_HALF = VectorMask.fromLong(SPECIES, (1L << WIDTH) - (1L << (WIDTH / 2)));

    VectorMask<Float> ODD_LANES = VectorMask.fromLong(SPECIES, 0xAAAA & ((1L << WIDTH) - 1));

    @Override
    default void largestOfFour(float[] x, int xOffset, float[] y, int yOffset, int height, int width) {
        for (int row = 0; row < height; row++) {
            if (width < WIDTH && row * width + WIDTH > height * width) {
                Lanes.POOLING.largestOfFour(
                        x, xOffset + row * 4 * width, y, yOffset + row * width, height - row, width);
                return;
            }
            for (int start = 0; start < width; start += WIDTH) {
                int i = width < WIDTH ? 0 : Math.min(start, width - WIDTH);
                int above = xOffset + row * 4 * width + 2 * i;
                int below = above + 2 * width;
                FloatVector left =
                        FloatVector.fromArray(SPECIES, x, above).max(FloatVector.fromArray(SPECIES, x, below));
                FloatVector right = FloatVector.fromArray(SPECIES, x, above + WIDTH)
                        .max(FloatVector.fromArray(SPECIES, x, below + WIDTH));
                FloatVector even = left.rearrange(EVEN).blend(right.rearrange(EVEN), UPPER_HALF);
                FloatVector odd = left.rearrange(ODD).blend(right.rearrange(ODD), UPPER_HALF);
                even.max(odd).intoArray(y, yOffset + row * width + i);
            }
        }
    }

    @Override
    default void largestOfFourGradient(
            float[] x,
            int xOffset,
            float[] y,
            int yOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            int height,
            int width) {
        for (int row = 0; row < height; row++) {
            int cells = row * 4 * width;
            int out = row * width;
            if (width < WIDTH && out + WIDTH > height * width) {
                Lanes.POOLING.largestOfFourGradient(
                        x,
                        xOffset + cells,
                        y,
                        yOffset + out,
                        dy,
                        dyOffset + out,
                        dx,
                        dxOffset + cells,
                        height - row,
                        width);
                return;
            }
            for (int start = 0; start < width; start += WIDTH) {
                int i = width < WIDTH ? 0 : Math.min(start, width - WIDTH);
                int above = xOffset + cells + 2 * i;
                int below = above + 2 * width;
                FloatVector largest = FloatVector.fromArray(SPECIES, y, yOffset + out + i);
                FloatVector d = FloatVector.fromArray(SPECIES, dy, dyOffset + out + i);
                FloatVector left = FloatVector.fromArray(SPECIES, x, above);
                FloatVector right = FloatVector.fromArray(SPECIES, x, above + WIDTH);
                VectorMask<Float> first = left.rearrange(EVEN)
                        .blend(right.rearrange(EVEN), UPPER_HALF)
                        .compare(EQ, largest);
                VectorMask<Float> second = left.rearrange(ODD)
                        .blend(right.rearrange(ODD), UPPER_HALF)
                        .compare(EQ, largest);
                left = FloatVector.fromArray(SPECIES, x, below);
                right = FloatVector.fromArray(SPECIES, x, below + WIDTH);
                VectorMask<Float> third = left.rearrange(EVEN)
                        .blend(right.rearrange(EVEN), UPPER_HALF)
                        .compare(EQ, largest);
                // What is left of dy after each cell took its part.
                FloatVector zero = FloatVector.zero(SPECIES);
                FloatVector one = zero.blend(d, first);
                FloatVector rest = d.blend(0, first);
                FloatVector two = zero.blend(rest, second);
                rest = rest.blend(0, second);
                FloatVector three = zero.blend(rest, third);
                FloatVector four = rest.blend(0, third);
                int to = dxOffset + cells + 2 * i;
                one.rearrange(LOWER).blend(two.rearrange(LOWER), ODD_LANES).intoArray(dx, to);
                one.rearrange(UPPER).blend(two.rearrange(UPPER), ODD_LANES).intoArray(dx, to + WIDTH);
                to += 2 * width;
                three.rearrange(LOWER).blend(four.rearrange(LOWER), ODD_LANES).intoArray(dx, to);
                three.rearrange(UPPER).blend(four.rearrange(UPPER), ODD_LANES).intoArray(dx, to + WIDTH);
            }
        }
    }
}
