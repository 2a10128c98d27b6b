package io.kindling.driver.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.kernels.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureGridTest {
    private static final int BLACK = 0xFF000000;
    private static final int WHITE = 0xFFFFFFFF;

    @Test
    void eachPixelIsEnlargedAndTheRangeIsThatOfTheFirstColumn() throws IOException {
        // A row of three pictures of 1 × 2; the first reaches from -1 to 3, the others beyond.
        double[] numbers = {-1, 3, 1, 9, -5, 0};
        BufferedImage image = read(PictureGrid.png(numbers, Shape.of(1, 1, 2), 1, 3));

        // 112 / 2 = 56 times as large: tiles of 56 × 112; a gap of 4 around, of 16 behind the first.
        assertThat(image.getHeight()).isEqualTo(4 + 56 + 4);
        assertThat(image.getWidth()).isEqualTo(4 + 112 + 16 + 112 + 4 + 112 + 4);
        assertThat(image.getRGB(4, 4)).isEqualTo(BLACK);
        assertThat(image.getRGB(4 + 55, 59)).isEqualTo(BLACK);
        assertThat(image.getRGB(4 + 56, 4)).isEqualTo(WHITE);
        assertThat(image.getRGB(132, 4)).isEqualTo(0xFF808080);
        assertThat(image.getRGB(132 + 111, 59)).isEqualTo(WHITE);
        assertThat(image.getRGB(248, 4)).isEqualTo(BLACK);
        assertThat(image.getRGB(248 + 111, 4)).isEqualTo(0xFF404040);
        assertThat(image.getRGB(0, 0)).isEqualTo(image.getRGB(120, 30)).isEqualTo(0xFF4477AA);
    }

    @Test
    void threeChannelsAreRedGreenAndBlue() throws IOException {
        double[] numbers = {0, 1, 0, 0, 1, 0.2};
        BufferedImage image = read(PictureGrid.png(numbers, Shape.of(3, 1, 2), 1, 1));
        assertThat(image.getRGB(4, 4)).isEqualTo(0xFF0000FF);
        assertThat(image.getRGB(4 + 56, 4)).isEqualTo(0xFFFF0033);
    }

    @Test
    void aPictureOfOneShadeIsDrawn() throws IOException {
        double[] numbers = new double[8];
        Arrays.fill(numbers, 7);
        BufferedImage image = read(PictureGrid.png(numbers, Shape.of(1, 2, 2), 1, 2));
        assertThat(image.getRGB(4, 4)).isEqualTo(BLACK);
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
