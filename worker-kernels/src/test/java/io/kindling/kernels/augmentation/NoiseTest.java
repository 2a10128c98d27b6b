package io.kindling.kernels.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.tensor.Scratch;
import io.kindling.kernels.tensor.Shape;
import org.junit.jupiter.api.Test;

class NoiseTest {
    private static final int ROWS = 500;
    private static final int COLUMNS = 400;

    @Test
    void theDrawsAreNormalWithTheDeviationAndApart() {
        Batch batch = new Batch(Shape.of(COLUMNS), Shape.of());
        batch.resize(ROWS);
        for (int row = 0; row < ROWS; row++) {
            batch.keys()[row] = row;
        }
        Augmentations.of(new Noise(0.5)).apply(batch, 7, new Scratch());
        float[] x = batch.features().array();

        double sum = 0;
        double squares = 0;
        double fourth = 0;
        double alongRow = 0;
        double downColumn = 0;
        int beyondTwo = 0;
        int count = ROWS * COLUMNS;
        for (int i = 0; i < count; i++) {
            double z = x[i] / 0.5;
            sum += z;
            squares += z * z;
            fourth += z * z * z * z;
            alongRow += z * x[(i + 1) % count] / 0.5;
            downColumn += z * x[(i + COLUMNS) % count] / 0.5;
            beyondTwo += Math.abs(z) > 2 ? 1 : 0;
        }
        // Of 200,000 draws each mean has a standard deviation of 0.0022 times that of its terms: 1, 1.4, 9.8, 1, 1,
        // 0.21.
        assertThat(sum / count).isCloseTo(0, within(0.01));
        assertThat(squares / count).isCloseTo(1, within(0.015));
        assertThat(fourth / count).isCloseTo(3, within(0.1));
        assertThat(alongRow / count).isCloseTo(0, within(0.01));
        assertThat(downColumn / count).isCloseTo(0, within(0.01));
        assertThat((double) beyondTwo / count).isCloseTo(0.0455, within(0.002));
    }
}
