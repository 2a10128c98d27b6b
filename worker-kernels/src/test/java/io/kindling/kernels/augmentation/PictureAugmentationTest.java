package io.kindling.kernels.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.tensor.Scratch;
import io.kindling.kernels.tensor.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.AbstractFloatArrayAssert;
import org.junit.jupiter.api.Test;

/** Geometry on pictures that are small enough to be worked out by hand. */
class PictureAugmentationTest {
    private static final Picture PICTURE = new Picture(2, 2, 3);

    /** Two channels of 2 lines and 3 columns. */
    private static final float[] NUMBERS = {
        1, 2, 3,
        4, 5, 6,
        7, 8, 9,
        10, 11, 12
    };

    private static final Picture SQUARE = new Picture(1, 3, 3);
    private static final float[] NINE = {1, 2, 3, 4, 5, 6, 7, 8, 9};

    /** A change, from one array into the middle of another. */
    interface Change {
        void apply(float[] from, int fromOffset, float[] to, int toOffset);
    }

    @Test
    void aShiftMovesAndBringsInZeros() {
        assertThatAfter(NUMBERS, (from, f, to, t) -> Shift.move(PICTURE, 1, 0, from, f, to, t))
                .containsExactly(0, 0, 0, 1, 2, 3, 0, 0, 0, 7, 8, 9);
        assertThatAfter(NUMBERS, (from, f, to, t) -> Shift.move(PICTURE, 0, 1, from, f, to, t))
                .containsExactly(0, 1, 2, 0, 4, 5, 0, 7, 8, 0, 10, 11);
        assertThatAfter(NUMBERS, (from, f, to, t) -> Shift.move(PICTURE, -1, -2, from, f, to, t))
                .containsExactly(6, 0, 0, 0, 0, 0, 12, 0, 0, 0, 0, 0);
        assertThatAfter(NUMBERS, (from, f, to, t) -> Shift.move(PICTURE, 0, 3, from, f, to, t))
                .containsOnly(0);
        assertThatAfter(NUMBERS, (from, f, to, t) -> Shift.move(PICTURE, 0, -50, from, f, to, t))
                .containsOnly(0);
    }

    @Test
    void aShiftIsAsLikelyToEachPlace() {
        // A single bright pixel in the middle of 5 × 5: 25 places, each 400 of 10,000 times, standard deviation 20.
        Picture five = new Picture(1, 5, 5);
        float[] from = new float[25];
        from[12] = 1;
        Map<Integer, Integer> places = new TreeMap<>();
        for (long key = 0; key < 10_000; key++) {
            float[] to = from.clone();
            new Shift(2).change(five, key, from, 0, to, 0);
            for (int i = 0; i < 25; i++) {
                places.merge(i, (int) to[i], Integer::sum);
            }
        }
        assertThat(places.values())
                .hasSize(25)
                .allSatisfy(count -> assertThat(count).isBetween(310, 490));
    }

    @Test
    void aFlipSwapsSides() {
        assertThatAfter(NUMBERS, (from, f, to, t) -> Flip.swap(PICTURE, true, false, from, f, to, t))
                .containsExactly(3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10);
        assertThatAfter(NUMBERS, (from, f, to, t) -> Flip.swap(PICTURE, false, true, from, f, to, t))
                .containsExactly(4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9);
        assertThatAfter(NUMBERS, (from, f, to, t) -> Flip.swap(PICTURE, true, true, from, f, to, t))
                .containsExactly(6, 5, 4, 3, 2, 1, 12, 11, 10, 9, 8, 7);
    }

    @Test
    void aFlipIsAsLikelyAsItSays() {
        int flipped = 0;
        for (long key = 0; key < 10_000; key++) {
            float[] to = NUMBERS.clone();
            new Flip(Flip.Direction.HORIZONTAL, 0.3).change(PICTURE, key, NUMBERS, 0, to, 0);
            flipped += to[0] == 3 ? 1 : 0;
            assertThat(to).isIn(NUMBERS, new float[] {3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10});
        }
        // 3,000 expected, standard deviation 46.
        assertThat(flipped).isBetween(2800, 3200);
    }

    @Test
    void aQuarterTurnIsClockwise() {
        assertThatAfter(NINE, (from, f, to, t) -> Rotation.turn(SQUARE, 90, from, f, to, t))
                .containsExactly(new float[] {7, 4, 1, 8, 5, 2, 9, 6, 3}, within(1e-6f));
        assertThatAfter(NINE, (from, f, to, t) -> Rotation.turn(SQUARE, -90, from, f, to, t))
                .containsExactly(new float[] {3, 6, 9, 2, 5, 8, 1, 4, 7}, within(1e-6f));
        assertThatAfter(NINE, (from, f, to, t) -> Rotation.turn(SQUARE, 180, from, f, to, t))
                .containsExactly(new float[] {9, 8, 7, 6, 5, 4, 3, 2, 1}, within(1e-6f));
    }

    @Test
    void anEighthOfATurnTakesMeansOfNeighboursAndZerosFromOutside() {
        float[] turned = after(NINE, (from, f, to, t) -> Rotation.turn(SQUARE, 45, from, f, to, t));
        double r = Math.sqrt(0.5);
        // The middle of the upper edge comes from r above and r left of the centre: between 1, 2, 4 and 5.
        double upper = r * r * 1 + r * (1 - r) * 2 + (1 - r) * r * 4 + (1 - r) * (1 - r) * 5;
        assertThat(turned[1]).isCloseTo((float) upper, within(1e-5f));
        assertThat(turned[4]).isEqualTo(5);
        // The upper left corner comes from √2 to the left of the centre: beyond 4, whose share is 2 - √2.
        assertThat(turned[0]).isCloseTo((float) ((2 - Math.sqrt(2)) * 4), within(1e-5f));
    }

    @Test
    void aZoomByTwoShowsTheMiddleByAHalfBringsZerosIn() {
        // Twice as large, positions are at -0.5, 0, 0.5 from the centre.
        assertThatAfter(NINE, (from, f, to, t) -> Zoom.scale(SQUARE, 2, from, f, to, t))
                .containsExactly(3, 3.5f, 4, 4.5f, 5, 5.5f, 6, 6.5f, 7);
        assertThatAfter(NINE, (from, f, to, t) -> Zoom.scale(SQUARE, 0.5, from, f, to, t))
                .containsExactly(0, 0, 0, 0, 5, 0, 0, 0, 0);
    }

    @Test
    void allChannelsAreDrawnAlike() {
        float[] twice = Arrays.copyOf(NINE, 18);
        System.arraycopy(NINE, 0, twice, 9, 9);
        Picture two = new Picture(2, 3, 3);
        for (Augmentation augmentation : AugmentationContractTest.pictureAugmentations()) {
            for (long key = 0; key < 20; key++) {
                float[] to = twice.clone();
                ((PictureAugmentation) augmentation).change(two, key, twice, 0, to, 0);
                assertThat(Arrays.copyOf(to, 9))
                        .as(augmentation.toString())
                        .containsExactly(Arrays.copyOfRange(to, 9, 18));
            }
        }
    }

    @Test
    void anEnlargedPartIsInterpolatedAsByPyTorch() {
        // interpolate(tensor([0., 1.]), size=4, mode="bilinear") gives 0, 0.25, 0.75, 1.
        Picture line = new Picture(1, 1, 4);
        float[] from = {9, 0, 1, 9};
        assertThatAfter(from, (source, f, to, t) -> Bilinear.enlarge(line, 0, 1, 1, 2, source, f, to, t))
                .containsExactly(0, 0.25f, 0.75f, 1);
        assertThatAfter(NINE, (source, f, to, t) -> Bilinear.enlarge(SQUARE, 1, 1, 1, 1, source, f, to, t))
                .containsOnly(5);
        assertThatAfter(NINE, (source, f, to, t) -> Bilinear.enlarge(SQUARE, 0, 0, 3, 3, source, f, to, t))
                .containsExactly(NINE);
    }

    @Test
    void aCropStaysWithinThePicture() {
        for (long key = 0; key < 1000; key++) {
            float[] to = NINE.clone();
            new Crop(0.1, 2).change(SQUARE, key, NINE, 0, to, 0);
            for (float number : to) {
                assertThat(number).isBetween(1f, 9f);
            }
        }
    }

    @Test
    void aCutoutIsASquareThatMayReachOverTheEdge() {
        Picture four = new Picture(1, 4, 4);
        float[] ones = new float[16];
        Arrays.fill(ones, 1);
        assertThatAfter(ones, (from, f, to, t) -> new Cutout(2).cut(four, 1, 2, to, t))
                .containsExactly(1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1);
        assertThatAfter(ones, (from, f, to, t) -> new Cutout(3).cut(four, -1, -2, to, t))
                .containsExactly(0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        assertThatAfter(NUMBERS, (from, f, to, t) -> new Cutout(1).cut(PICTURE, 1, 0, to, t))
                .containsExactly(1, 2, 3, 0, 5, 6, 7, 8, 9, 0, 11, 12);
    }

    @Test
    void augmentationsGoOneAfterTheOther() {
        Shape shape = Shape.of(1, 3, 3);
        float[] mirrored = Rows.changed(new Flip(Flip.Direction.HORIZONTAL, 1), shape, 5, 1);
        float[] original = Rows.batch(shape, 1).features().toArray();
        Batch both = Rows.batch(shape, 1);
        Augmentations.of(new Flip(Flip.Direction.HORIZONTAL, 1), new Flip(Flip.Direction.VERTICAL, 1))
                .apply(both, 5, new Scratch());

        assertThat(mirrored[0]).isEqualTo(original[2]);
        for (int i = 0; i < 9; i++) {
            assertThat(both.features().array()[i]).isEqualTo(original[8 - i]);
        }
    }

    private static AbstractFloatArrayAssert<?> assertThatAfter(float[] before, Change change) {
        return assertThat(after(before, change));
    }

    /** A change between windows that do not begin with their arrays; what lies around must stay. */
    private static float[] after(float[] before, Change change) {
        float[] from = new float[before.length + 5];
        System.arraycopy(before, 0, from, 5, before.length);
        float[] to = new float[before.length + 4];
        Arrays.fill(to, -77);
        System.arraycopy(before, 0, to, 3, before.length);
        change.apply(from, 5, to, 3);
        assertThat(new float[] {to[0], to[1], to[2], to[to.length - 1]}).containsOnly(-77);
        return Arrays.copyOfRange(to, 3, 3 + before.length);
    }
}
