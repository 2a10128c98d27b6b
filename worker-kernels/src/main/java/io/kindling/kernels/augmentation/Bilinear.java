package io.kindling.kernels.augmentation;

/**
 * Pictures drawn anew from between the pixels of another, each number a mean of the four around, weighted by nearness. A
 * position that falls on a pixel gives just that pixel.
 */
final class Bilinear {
    private Bilinear() {}

    /**
     * Turns and stretches about the centre: the pixel {@code (y, x)}, measured from there, is taken from {@code (yy y + yx x,
     * xy y + xx x)}; what lies outside of the picture is 0. PyTorch's {@code grid_sample} with zeros as padding.
     *
     * @param from [channels, height, width], unchanged
     * @param to [channels, height, width], <em>overwritten</em>
     */
    static void affine(
            Picture picture,
            double yy,
            double yx,
            double xy,
            double xx,
            float[] from,
            int fromOffset,
            float[] to,
            int toOffset) {
        double middleY = (picture.height() - 1) / 2.0;
        double middleX = (picture.width() - 1) / 2.0;
        for (int line = 0; line < picture.height(); line++) {
            for (int column = 0; column < picture.width(); column++) {
                double y = middleY + yy * (line - middleY) + yx * (column - middleX);
                double x = middleX + xy * (line - middleY) + xx * (column - middleX);
                int at = toOffset + line * picture.width() + column;
                zerosAround(picture, y, x, from, fromOffset, to, at);
            }
        }
    }

    /**
     * Enlarges a part to the whole; beyond the part's edge its outermost pixels go on. PyTorch's {@code interpolate} with
     * {@code mode="bilinear"}.
     *
     * @param top of the part, a whole number of pixels
     * @param left of the part
     * @param height of the part
     * @param width of the part
     * @param from [channels, height, width], unchanged
     * @param to [channels, height, width], <em>overwritten</em>
     */
    static void enlarge(
            Picture picture,
            int top,
            int left,
            int height,
            int width,
            float[] from,
            int fromOffset,
            float[] to,
            int toOffset) {
        double stepY = (double) height / picture.height();
        double stepX = (double) width / picture.width();
        for (int line = 0; line < picture.height(); line++) {
            double y = Math.min(height - 1, Math.max(0, (line + 0.5) * stepY - 0.5));
            int y0 = (int) y;
            int down = y0 + 1 < height ? picture.width() : 0;
            for (int column = 0; column < picture.width(); column++) {
                double x = Math.min(width - 1, Math.max(0, (column + 0.5) * stepX - 0.5));
                int x0 = (int) x;
                int right = x0 + 1 < width ? 1 : 0;
                int source = fromOffset + (top + y0) * picture.width() + left + x0;
                int at = toOffset + line * picture.width() + column;
                for (int plane = 0; plane < picture.channels() * picture.plane(); plane += picture.plane()) {
                    int i = source + plane;
                    to[at + plane] =
                            mean(y - y0, x - x0, from[i], from[i + right], from[i + down], from[i + down + right]);
                }
            }
        }
    }

    /** Overwrites one pixel, in all channels. */
    private static void zerosAround(
            Picture picture, double y, double x, float[] from, int fromOffset, float[] to, int at) {
        int height = picture.height();
        int width = picture.width();
        int all = picture.channels() * picture.plane();
        if (y >= 0 && x >= 0 && y < height - 1 && x < width - 1) {
            int y0 = (int) y;
            int x0 = (int) x;
            for (int plane = 0; plane < all; plane += picture.plane()) {
                int i = fromOffset + plane + y0 * width + x0;
                to[at + plane] = mean(y - y0, x - x0, from[i], from[i + 1], from[i + width], from[i + width + 1]);
            }
        } else if (y > -1 && x > -1 && y < height && x < width) {
            int y0 = (int) Math.floor(y);
            int x0 = (int) Math.floor(x);
            boolean above = y0 >= 0;
            boolean below = y0 + 1 < height;
            boolean left = x0 >= 0;
            boolean right = x0 + 1 < width;
            for (int plane = 0; plane < all; plane += picture.plane()) {
                int i = fromOffset + plane + y0 * width + x0;
                to[at + plane] = mean(
                        y - y0,
                        x - x0,
                        above && left ? from[i] : 0,
                        above && right ? from[i + 1] : 0,
                        below && left ? from[i + width] : 0,
                        below && right ? from[i + width + 1] : 0);
            }
        } else {
            for (int plane = 0; plane < all; plane += picture.plane()) {
                to[at + plane] = 0;
            }
        }
    }

    private static float mean(double y, double x, float topLeft, float topRight, float low, float lowRight) {
        double upper = topLeft + x * ((double) topRight - topLeft);
        double lower = low + x * ((double) lowRight - low);
        return (float) (upper + y * (lower - upper));
    }
}
