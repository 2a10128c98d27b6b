package io.kindling.kernels.augmentation;

import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.tensor.Shape;

/** How a row of shape [channels, height, width] is a picture: {@code channels} planes, each row-major. */
record Picture(int channels, int height, int width) {
    /**
     * The picture that rows of this shape are.
     *
     * @throws ShapeException if they are none
     */
    static Picture of(Shape row) {
        if (row.rank() != 3) {
            throw new ShapeException(
                    "it changes pictures, rows of shape [channels, height, width], but the model's input"
                            + " is " + row + ". Give the input such a shape, as " + example(row)
                            + ", and put a flatten in front of the first dense layer");
        }
        return new Picture(row.dimension(0), row.dimension(1), row.dimension(2));
    }

    /** Numbers in a plane. */
    int plane() {
        return height * width;
    }

    private static String example(Shape row) {
        int side = (int) Math.round(Math.sqrt(row.size()));
        return side * side == row.size() ? "[1, " + side + ", " + side + "]" : "[3, 32, 32]";
    }
}
