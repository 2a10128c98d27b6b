package io.kindling.driver.inspect;

import io.kindling.driver.report.PictureGrid;
import io.kindling.kernels.tensor.Shape;
import java.awt.image.BufferedImage;

/** A single picture as PNG, a pixel a number: black the smallest number in it, white the largest. Draws without a screen. */
final class PicturePng {
    private PicturePng() {}

    /**
     * Draws it.
     *
     * @param numbers [channels, height, width]
     * @param shape of the numbers; 1 channel is grey, 3 are red, green and blue
     */
    static byte[] of(double[] numbers, Shape shape) {
        int height = shape.dimension(1);
        int width = shape.dimension(2);
        int size = height * width;
        double black = Double.POSITIVE_INFINITY;
        double white = Double.NEGATIVE_INFINITY;
        for (double number : numbers) {
            black = Math.min(black, number);
            white = Math.max(white, number);
        }
        double span = white > black ? white - black : 1;
        boolean colour = shape.dimension(0) == 3;
        BufferedImage image =
                new BufferedImage(width, height, colour ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < size; i++) {
            for (int channel = 0; channel < shape.dimension(0); channel++) {
                double level = (numbers[channel * size + i] - black) / span;
                image.getRaster().setSample(i % width, i / width, channel, (int) Math.round(255 * level));
            }
        }
        return PictureGrid.encoded(image);
    }
}
