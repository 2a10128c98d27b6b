package io.kindling.kernels.augmentation;

import io.kindling.kernels.random.Draws;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;

/**
 * Cuts a part out of a picture and enlarges it to the full size, bilinear (Szegedy et al. 2014); torchvision's {@code
 * RandomResizedCrop(size, scale=(smallest, 1), ratio=(1 / stretch, stretch))}. The part has a share of the area drawn
 * between {@code smallest} and 1, its width is to its height as drawn between {@code 1 / stretch} and {@code stretch}, with
 * a logarithm that is uniform; the first of ten draws that fits the picture counts, and the whole picture where none does.
 *
 * <p>A crop of the full size out of a picture with a border of zeros is {@link Shift}.
 *
 * @param smallest share of the area, in (0, 1]
 * @param stretch the most that the part is wider than high, or higher than wide; at least 1
 */
@Help("Cuts a part out of a picture and enlarges it to the full size; torchvision's RandomResizedCrop")
public record Crop(
        @Default("0.08") @Range("(0, 1]") @Help("The smallest part, as a share of the picture's area")
        double smallest,

        @Default("1.3333333333333333")
        @Range("[1, inf)")
        @Help("The most that the part is wider than high, or higher"
                + " than wide: w / h lies between 1 / stretch and stretch")
        double stretch)
        implements PictureAugmentation {
    private static final int ATTEMPTS = 10;

    /** With a stretch of 4/3. */
    public Crop(double smallest) {
        this(smallest, 4.0 / 3);
    }

    /** With another stretch. */
    public Crop withStretch(double newStretch) {
        return new Crop(smallest, newStretch);
    }

    @Override
    public void change(Picture picture, long key, float[] from, int fromOffset, float[] to, int toOffset) {
        for (int draw = 0; draw < 4 * ATTEMPTS; draw += 4) {
            double share = smallest + (1 - smallest) * Draws.uniform(key, draw);
            double area = share * picture.plane();
            double ratio = StrictMath.exp(StrictMath.log(stretch) * (2 * Draws.uniform(key, draw + 1) - 1));
            int width = (int) Math.round(Math.sqrt(area * ratio));
            int height = (int) Math.round(Math.sqrt(area / ratio));
            if (width > 0 && width <= picture.width() && height > 0 && height <= picture.height()) {
                int top = (int) (Draws.uniform(key, draw + 2) * (picture.height() - height + 1));
                int left = (int) (Draws.uniform(key, draw + 3) * (picture.width() - width + 1));
                Bilinear.enlarge(picture, top, left, height, width, from, fromOffset, to, toOffset);
                return;
            }
        }
    }
}
