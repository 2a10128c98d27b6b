package io.kindling.driver.report;

import io.kindling.kernels.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures in lines and columns as one PNG, small ones enlarged so that each pixel can be seen; a wider gap sets the first
 * column apart. Black is the smallest number of the pictures in that column, white the largest, so that scaled numbers need
 * not be scaled back; what lies beyond is cut off. Draws without a screen and without fonts.
 */
public final class PictureGrid {
    private static final int SIDE = 112;
    private static final int GAP = 4;
    private static final int WIDE_GAP = 16;
    private static final int BACKGROUND = 0x4477AA;

    private final double[] numbers;
    private final int channels;
    private final int height;
    private final int width;
    private final int columns;
    private final int enlarged;
    private final double black;
    private final double white;

    private PictureGrid(double[] numbers, Shape picture, int columns) {
        this.numbers = numbers;
        this.channels = picture.dimension(0);
        this.height = picture.dimension(1);
        this.width = picture.dimension(2);
        this.columns = columns;
        this.enlarged = Math.max(1, SIDE / Math.max(height, width));
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int first = 0; first < numbers.length; first += columns * picture.size()) {
            for (int i = first; i < first + picture.size(); i++) {
                low = Math.min(low, numbers[i]);
                high = Math.max(high, numbers[i]);
            }
        }
        this.black = low;
        this.white = high > low ? high : low + 1;
    }

    /**
     * Draws the grid.
     *
     * @param numbers [rows, columns, channels, height, width]
     * @param picture [channels, height, width]; 1 channel is grey, 3 are red, green and blue
     */
    public static byte[] png(double[] numbers, Shape picture, int rows, int columns) {
        return encoded(new PictureGrid(numbers, picture, columns).draw(rows));
    }

    /** An image as PNG. */
    public static byte[] encoded(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private BufferedImage draw(int rows) {
        int tileWidth = width * enlarged;
        int tileHeight = height * enlarged;
        int fullWidth = GAP + columns * (tileWidth + GAP) + (columns > 1 ? WIDE_GAP - GAP : 0);
        int fullHeight = GAP + rows * (tileHeight + GAP);
        BufferedImage image = new BufferedImage(fullWidth, fullHeight, BufferedImage.TYPE_INT_RGB);
        int[] background = new int[fullWidth * fullHeight];
        Arrays.fill(background, BACKGROUND);
        image.setRGB(0, 0, fullWidth, fullHeight, background, 0, fullWidth);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int left = GAP + column * (tileWidth + GAP) + (column > 0 ? WIDE_GAP - GAP : 0);
                int[] tile = tile((row * columns + column) * channels * height * width);
                image.setRGB(left, GAP + row * (tileHeight + GAP), tileWidth, tileHeight, tile, 0, tileWidth);
            }
        }
        return image;
    }

    /** The enlarged picture whose numbers start there. */
    private int[] tile(int start) {
        int tileWidth = width * enlarged;
        int[] tile = new int[tileWidth * height * enlarged];
        for (int i = 0; i < tile.length; i++) {
            int at = start + i / tileWidth / enlarged * width + i % tileWidth / enlarged;
            int red = level(numbers[at]);
            int green = channels == 3 ? level(numbers[at + height * width]) : red;
            int blue = channels == 3 ? level(numbers[at + 2 * height * width]) : red;
            tile[i] = red << 16 | green << 8 | blue;
        }
        return tile;
    }

    private int level(double number) {
        return (int) Math.round(255 * Math.min(1, Math.max(0, (number - black) / (white - black))));
    }
}
