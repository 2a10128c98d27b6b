package io.kindling.kernels.convolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.blas.Blas;
import io.kindling.kernels.blas.ConvolutionShape;
import io.kindling.kernels.blas.Convolutions;
import io.kindling.kernels.blas.OneDnnConvolutions;
import io.kindling.kernels.layer.Chain;
import io.kindling.kernels.layer.Flatten;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions by oneDNN beside those by products, which {@link Conv2dTest} holds to their formula. Skipped without oneDNN. */
class LibraryConvolutionTest {
    /** More than a block of most of them has. */
    private static final int ROWS = 61;

    private static final int BEFORE = 5;

    static Stream<Arguments> geometries() {
        return Stream.of(
                Arguments.of(new Conv2d(32, 5).withPadding(Padding.of(2)), Shape.of(16, 9, 7)),
                Arguments.of(new Conv2d(64, 3).withStride(Extent.of(2)), Shape.of(32, 9, 10)),
                Arguments.of(new Conv2d(64, 3).withDilation(new Extent(3, 2)), Shape.of(64, 12, 9)),
                Arguments.of(new Conv2d(64, new Extent(4, 2)).withPadding(Padding.SAME), Shape.of(48, 5, 6)),
                Arguments.of(new Conv2d(64, new Extent(1, 5)).withBias(false), Shape.of(64, 5, 16)),
                Arguments.of(new Conv2d(32, 3).withPadding(Padding.of(1)), Shape.of(16, 30, 40)),
                Arguments.of(new Conv2d(128, 3).withPadding(Padding.SAME).withBias(false), Shape.of(128, 7, 7)),
                Arguments.of(new Conv2d(64, 5).withPadding(Padding.of(2)), Shape.of(32, 14, 14)),
                Arguments.of(new Conv2d(16, 3).withPadding(Padding.SAME), Shape.of(16, 28, 28)));
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void computesWhatProductsDo(Layer layer, Shape input) {
        Run exact = new Run(layer, input, ROWS, Optional.empty());
        Counting library = new Counting();
        Run run = new Run(layer, input, ROWS, Optional.of(library));
        assertThat(library.calls).isEqualTo(2);
        assertClose(run.y, exact.y);
        assertClose(run.dx, exact.dx);
        assertClose(run.dParameters, exact.dParameters);
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void givesTheSameBitsOnAllThreadsAndWithoutTheInputsGradient(Layer layer, Shape input) {
        Optional<Convolutions> library = Optional.of(OneDnnConvolutions.loaded());
        Run first = new Run(layer, input, ROWS, library);
        Stream<CompletableFuture<Run>> runs = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> new Run(layer, input, ROWS, library)))
                .toList()
                .stream();
        runs.map(CompletableFuture::join).forEach(run -> {
            assertThat(run.y).isEqualTo(first.y);
            assertThat(run.dx).isEqualTo(first.dx);
            assertThat(run.dParameters).isEqualTo(first.dParameters);
        });
        assertThat(new Run(layer, input, ROWS, library, false).dParameters).isEqualTo(first.dParameters);
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void fusedWithItsActivationItGivesTheSameBits(Conv2d layer, Shape input) {
        Optional<Convolutions> library = Optional.of(OneDnnConvolutions.loaded());
        Run asOne = new Run(layer.fusedWith(new Relu()).orElseThrow(), input, ROWS, library);
        Run oneByOne = new Run(Chain.of(layer, new Flatten(), new Relu()), input, ROWS, library);
        assertThat(asOne.y).isEqualTo(oneByOne.y);
        assertThat(asOne.dx).isEqualTo(oneByOne.dx);
        assertThat(asOne.dParameters).isEqualTo(oneByOne.dParameters);
    }

    @Test
    void whatIsThinOrOddOrInGroupsIsLeftToProducts() {
        for (Conv2d layer :
                new Conv2d[] {new Conv2d(32, 1), new Conv2d(20, 3), new Conv2d(32, 3).withGroups(2), new Conv2d(8, 5)
                }) {
            Counting library = new Counting();
            Shape input = Shape.of(32, 8, 8);
            Run run = new Run(layer, input, 3, Optional.of(library));
            assertThat(library.calls).isZero();
            assertThat(run.y).isEqualTo(new Run(layer, input, 3, Optional.empty()).y);
        }
        Counting library = new Counting();
        new Run(new Conv2d(32, 5), Shape.of(1, 28, 28), 3, Optional.of(library));
        assertThat(library.calls).isZero();
    }

    @Test
    void noRowsAreNoWork() {
        Shape input = Shape.of(32, 14, 14);
        Run run = new Run(new Conv2d(64, 5), input, 0, Optional.of(OneDnnConvolutions.loaded()));
        assertThat(run.dParameters).containsOnly(1);
    }

    @Test
    void saysWhatItIs() {
        Convolutions library = OneDnnConvolutions.loaded();
        assertThat(library.description()).matches("oneDNN 3\\.[0-9.]+, AVX-512, 1 thread");
        assertThat(library.fingerprint()).startsWith(library.description() + " on ");
        Kernels kernels = new Kernels(Blas.best(), Elementwise.best(), Optional.of(library));
        Kernels without = new Kernels(Blas.best(), Elementwise.best(), Optional.empty());
        assertThat(kernels.fingerprint()).isEqualTo(without.fingerprint() + "; convolutions " + library.fingerprint());
        assertThat(kernels.description()).endsWith("; convolutions " + library.description());
    }

    private static void assertClose(float[] actual, float[] expected) {
        float largest = 0;
        float worst = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
        }
        assertThat(worst).isLessThan(1e-5f * Math.max(1, largest));
    }

    /** oneDNN, with a count of what it is asked to do. */
    private static final class Counting implements Convolutions {
        private final Convolutions library = OneDnnConvolutions.loaded();
        private int calls;

        @Override
        public boolean takes(ConvolutionShape shape) {
            return library.takes(shape);
        }

        @Override
        public void forward(ConvolutionShape shape, int rows, Slice x, Slice weight, Slice bias, Slice y) {
            calls++;
            library.forward(shape, rows, x, weight, bias, y);
        }

        @Override
        public void backward(
                ConvolutionShape shape, int rows, Slice x, Slice weight, Slice dy, Slice dWeight, Slice dx) {
            calls++;
            library.backward(shape, rows, x, weight, dy, dWeight, dx);
        }

        @Override
        public String description() {
            return library.description();
        }

        @Override
        public String fingerprint() {
            return library.fingerprint();
        }
    }

    /** A layer run forth and back, on numbers that begin somewhere within their arrays, and with gradients added to 1. */
    private static final class Run {
        private final float[] y;
        private final float[] dx;
        private final float[] dParameters;

        Run(Layer layer, Shape input, int rows, Optional<Convolutions> library) {
            this(layer, input, rows, library, true);
        }

        Run(Layer layer, Shape input, int rows, Optional<Convolutions> library, boolean wantsInputGradient) {
            Shape output = layer.outputShape(input);
            int count = layer.parameterCount(input);
            Slice parameters = new Slice(Numeric.random(BEFORE + count, 1), BEFORE, count);
            Matrix x = new Matrix(Numeric.random(BEFORE + rows * input.size(), 2), BEFORE, rows, input);
            Matrix to = Matrix.of(Numeric.random(rows * output.size(), 8), rows, output);
            Matrix dTo = Matrix.of(Numeric.random(rows * input.size(), 9), rows, input);
            dParameters = new float[count];
            Arrays.fill(dParameters, 1);
            Pass pass = new Pass(new Kernels(Blas.best(), Elementwise.best(), library));
            layer.forward(pass.begin(true, 1, new long[rows]), parameters, x, to)
                    .apply(
                            Matrix.of(Numeric.random(rows * output.size(), 3), rows, output),
                            Slice.of(dParameters),
                            wantsInputGradient ? dTo : null);
            y = to.array();
            dx = dTo.array();
        }
    }
}
