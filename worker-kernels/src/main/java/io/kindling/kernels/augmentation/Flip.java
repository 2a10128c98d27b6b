package io.kindling.kernels.augmentation;

import io.kindling.kernels.random.Draws;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;

/**
 * Mirrors a picture with a probability; torchvision's {@code RandomHorizontalFlip} and {@code RandomVerticalFlip}.
 *
 * @param direction left and right, top and bottom, or each of the two by a draw of its own
 * @param probability of each, in [0, 1]
 */
@Help("Mirrors a picture, or not, by chance; torchvision's RandomHorizontalFlip and RandomVerticalFlip")
public record Flip(
        @Default("horizontal")
        @Help("horizontal swaps left and right, vertical top and bottom, both draws for each of them")
        Direction direction,

        @Default("0.5") @Range("[0, 1]") @Help("How likely a picture is mirrored")
        double probability)
        implements PictureAugmentation {
    /** What is swapped. */
    public enum Direction {
        /** Left and right. */
        HORIZONTAL,
        /** Top and bottom. */
        VERTICAL,
        /** Each of the two, by a draw of its own. */
        BOTH
    }

    /** With probability 0.5. */
    public Flip(Direction direction) {
        this(direction, 0.5);
    }

    /** The same direction with another probability. */
    public Flip withProbability(double newProbability) {
        return new Flip(direction, newProbability);
    }

    @Override
    public void change(Picture picture, long key, float[] from, int fromOffset, float[] to, int toOffset) {
        boolean mirrored = direction != Direction.VERTICAL && Draws.uniform(key, 0) < probability;
        boolean upsideDown = direction != Direction.HORIZONTAL && Draws.uniform(key, 1) < probability;
        if (mirrored || upsideDown) {
            swap(picture, mirrored, upsideDown, from, fromOffset, to, toOffset);
        }
    }

    /** <em>Overwrites</em> a picture with another, mirrored. */
    static void swap(
            Picture picture,
            boolean mirrored,
            boolean upsideDown,
            float[] from,
            int fromOffset,
            float[] to,
            int toOffset) {
        int height = picture.height();
        int width = picture.width();
        for (int channel = 0; channel < picture.channels(); channel++) {
            for (int y = 0; y < height; y++) {
                int source = fromOffset + (channel * height + (upsideDown ? height - 1 - y : y)) * width;
                int start = toOffset + (channel * height + y) * width;
                for (int x = 0; x < width; x++) {
                    to[start + x] = from[source + (mirrored ? width - 1 - x : x)];
                }
            }
        }
    }
}
