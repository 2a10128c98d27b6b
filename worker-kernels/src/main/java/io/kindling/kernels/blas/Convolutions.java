package io.kindling.kernels.blas;

import io.kindling.kernels.tensor.Slice;
import java.util.Optional;

/**
 * Convolutions of pictures by a library that has them, in place of matrix products. Numbers are float32 and row-major.
 * Thread-safe; one call runs on one thread. Two calls with the same numbers give the same bits, whatever the thread and the
 * time, as long as the {@link #fingerprint} is the same.
 */
public interface Convolutions {
    /**
     * Those of this JVM; empty where they are computed by products. The system property {@code kindling.convolutions} says
     * which: {@code products}, the default, or {@code onednn}, which takes oneDNN where it is on the class path and the
     * processor has AVX-512; one line of the log says why if that does not work.
     *
     * @throws IllegalArgumentException if {@code kindling.convolutions} names neither
     */
    static Optional<Convolutions> ofThisJvm() {
        return ConvolutionChoice.ofThisJvm();
    }

    /** Whether the library is faster than products here; follows from the shape alone. */
    boolean takes(ConvolutionShape shape);

    /**
     * <em>Overwrites</em> y with the convolution of x.
     *
     * @param shape one that is {@link #takes taken}
     * @param rows pictures
     * @param x [rows, channels, height, width]
     * @param weight [filters, channels, kernel height, kernel width]
     * @param bias [filters], or null for none
     * @param y [rows, filters, out height, out width]
     */
    void forward(ConvolutionShape shape, int rows, Slice x, Slice weight, Slice bias, Slice y);

    /**
     * The way back: <em>adds</em> to dWeight, and <em>overwrites</em> dx unless it is null.
     *
     * @param shape one that is {@link #takes taken}
     * @param rows pictures
     * @param x [rows, channels, height, width]
     * @param weight [filters, channels, kernel height, kernel width]
     * @param dy [rows, filters, out height, out width]
     * @param dWeight laid out as weight
     * @param dx laid out as x
     */
    void backward(ConvolutionShape shape, int rows, Slice x, Slice weight, Slice dy, Slice dWeight, Slice dx);

    /** For people: library, version, instructions, threads. */
    String description();

    /** What the bits of a convolution depend on. */
    String fingerprint();
}
