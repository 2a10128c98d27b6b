package io.kindling.kernels.augmentation;

import io.kindling.kernels.random.Draws;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.Arrays;

/**
 * Sets a square to 0, in all channels (DeVries and Taylor 2017: Improved Regularization of Convolutional Neural Networks with
 * Cutout). Its centre is any pixel, so that it may reach over the edge. Near torchvision's {@code RandomErasing}.
 *
 * @param size pixels along a side
 */
@Help("Sets a square of a picture to 0 (DeVries and Taylor 2017); near torchvision's RandomErasing")
public record Cutout(
        @Range("[0, inf)") @Help("Pixels along a side of the square; it may reach over the edge")
        int size) implements PictureAugmentation {
    @Override
    public void change(Picture picture, long key, float[] from, int fromOffset, float[] to, int toOffset) {
        int y = (int) (Draws.uniform(key, 0) * picture.height());
        int x = (int) (Draws.uniform(key, 1) * picture.width());
        cut(picture, y - size / 2, x - size / 2, to, toOffset);
    }

    /** <em>Overwrites</em> the square whose first line and column are these with 0, as far as it lies in the picture. */
    void cut(Picture picture, int top, int left, float[] to, int toOffset) {
        int width = picture.width();
        int start = Math.max(0, left);
        int end = (int) Math.min(width, (long) left + size);
        int bottom = (int) Math.min(picture.height(), (long) top + size);
        for (int channel = 0; channel < picture.channels(); channel++) {
            for (int y = Math.max(0, top); y < bottom && start < end; y++) {
                int line = toOffset + (channel * picture.height() + y) * width;
                Arrays.fill(to, line + start, line + end, 0);
            }
        }
    }
}
