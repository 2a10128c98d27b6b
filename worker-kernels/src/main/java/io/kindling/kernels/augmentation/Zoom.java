package io.kindling.kernels.augmentation;

import io.kindling.kernels.random.Draws;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;

/**
 * Makes what a picture shows larger or smaller about its centre, by a factor drawn between {@code 1 - most} and {@code 1 +
 * most}; what comes in at the edge is 0. torchvision's {@code RandomAffine(0, scale=(1 - most, 1 + most))}, bilinear.
 *
 * @param most the largest change
 */
@Help("Makes what a picture shows larger or smaller about its centre; torchvision's RandomAffine with scale")
public record Zoom(
        @Range("[0, 1)") @Help("The largest change: 0.1 draws a factor between 0.9 and 1.1")
        double most) implements PictureAugmentation {
    @Override
    public void change(Picture picture, long key, float[] from, int fromOffset, float[] to, int toOffset) {
        scale(picture, 1 + most * (2 * Draws.uniform(key, 0) - 1), from, fromOffset, to, toOffset);
    }

    /** <em>Overwrites</em> a picture with another, {@code factor} times as large. */
    static void scale(Picture picture, double factor, float[] from, int fromOffset, float[] to, int toOffset) {
        Bilinear.affine(picture, 1 / factor, 0, 0, 1 / factor, from, fromOffset, to, toOffset);
    }
}
