package io.kindling.kernels.augmentation;

import io.kindling.kernels.random.Draws;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.Arrays;

/**
 * Moves a picture by whole pixels, as many as drawn between {@code -pixels} and {@code pixels}, down and to the right; what
 * comes in at the edge is 0. The same as torchvision's {@code RandomCrop(size, padding=pixels)}.
 *
 * @param pixels the most, each way
 */
@Help("Moves a picture by whole pixels; zeros come in at the edge. torchvision's RandomCrop with padding")
public record Shift(
        @Range("[0, inf)") @Help("The most pixels, up or down and left or right")
        int pixels) implements PictureAugmentation {
    @Override
    public void change(Picture picture, long key, float[] from, int fromOffset, float[] to, int toOffset) {
        int down = (int) (Draws.uniform(key, 0) * (2L * pixels + 1)) - pixels;
        int right = (int) (Draws.uniform(key, 1) * (2L * pixels + 1)) - pixels;
        move(picture, down, right, from, fromOffset, to, toOffset);
    }

    /** <em>Overwrites</em> a picture with another, moved. */
    static void move(Picture picture, int down, int right, float[] from, int fromOffset, float[] to, int toOffset) {
        int height = picture.height();
        int width = picture.width();
        int kept = Math.max(0, width - Math.abs(right));
        int left = Math.min(width, Math.max(0, right));
        for (int line = 0; line < picture.channels() * height; line++) {
            int source = line % height - down;
            int start = toOffset + line * width;
            if (source < 0 || source >= height || kept == 0) {
                Arrays.fill(to, start, start + width, 0);
            } else {
                int sourceStart = fromOffset + (line - down) * width + Math.max(0, -right);
                System.arraycopy(from, sourceStart, to, start + left, kept);
                Arrays.fill(to, start, start + left, 0);
                Arrays.fill(to, start + left + kept, start + width, 0);
            }
        }
    }
}
