package io.kindling.kernels.augmentation;

import io.kindling.kernels.random.Draws;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;

/**
 * Turns a picture about its centre by an angle drawn between {@code -degrees} and {@code degrees}; what comes in at the
 * corners is 0. torchvision's {@code RandomRotation(degrees, InterpolationMode.BILINEAR)}.
 *
 * @param degrees the most, either way
 */
@Help("Turns a picture about its centre; zeros come in at the corners. torchvision's RandomRotation")
public record Rotation(
        @Range("[0, 180]") @Help("The largest angle in degrees, either way")
        double degrees) implements PictureAugmentation {
    @Override
    public void change(Picture picture, long key, float[] from, int fromOffset, float[] to, int toOffset) {
        turn(picture, degrees * (2 * Draws.uniform(key, 0) - 1), from, fromOffset, to, toOffset);
    }

    /** <em>Overwrites</em> a picture with another, turned clockwise. */
    static void turn(Picture picture, double degrees, float[] from, int fromOffset, float[] to, int toOffset) {
        double sin = StrictMath.sin(StrictMath.toRadians(degrees));
        double cos = StrictMath.cos(StrictMath.toRadians(degrees));
        Bilinear.affine(picture, cos, -sin, sin, cos, from, fromOffset, to, toOffset);
    }
}
