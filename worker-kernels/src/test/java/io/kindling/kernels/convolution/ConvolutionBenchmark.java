package io.kindling.kernels.convolution;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.blas.Blas;
import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Rows a second through the two convolutions of a LeNet-like network, 5×5 with a padding of 2, one thread: ours with its
 * ReLU; im2col and one product a row as it is usually written down, without a ReLU; and as many multiplications in one bare
 * product of 512 rows and columns, as the ceiling. The first convolution's way back leaves out the gradient of the picture.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(ConvolutionBenchmark.ROWS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ConvolutionBenchmark {
    static final int ROWS = 64;
    private static final int KERNEL = 5;
    private static final int SIDE = 512;

    /** Channels, filters, height and width of the picture. */
    @Param({"32x64x14", "1x32x28"})
    public String size;

    private int channels;
    private int filters;
    private int side;
    private int sums;
    private Layer layer;
    private Pass pass;
    private float[] parameters;
    private float[] dParameters;
    private float[] columns;
    private Matrix x;
    private Matrix y;
    private Matrix dy;
    private Matrix dx;
    private int bareDepth;
    private float[] bare;
    private final float[] bareOutput = new float[SIDE * SIDE];

    @Setup
    public void prepare() {
        int[] sizes =
                Arrays.stream(size.split("x", 3)).mapToInt(Integer::parseInt).toArray();
        channels = sizes[0];
        filters = sizes[1];
        side = sizes[2];
        sums = channels * KERNEL * KERNEL;
        Shape input = Shape.of(channels, side, side);
        Conv2d convolution = new Conv2d(filters, KERNEL).withPadding(Padding.of(KERNEL / 2));
        layer = convolution.fusedWith(new Relu()).orElseThrow();
        pass = new Pass(Kernels.best()).begin(true, 1, new long[ROWS]);
        parameters = Numeric.random(convolution.parameterCount(input), 1);
        dParameters = new float[parameters.length];
        columns = new float[sums * side * side];
        Shape output = layer.outputShape(input);
        x = Matrix.of(Numeric.random(ROWS * input.size(), 2), ROWS, input);
        y = Matrix.zeros(ROWS, output);
        dy = Matrix.of(Numeric.random(ROWS * output.size(), 3), ROWS, output);
        dx = channels == 1 ? null : Matrix.zeros(ROWS, input);
        bareDepth = (int) ((long) ROWS * filters * sums * side * side / (SIDE * SIDE));
        bare = Numeric.random(SIDE * bareDepth, 4);
    }

    @Benchmark
    public Backward forward() {
        return layer.forward(pass, Slice.of(parameters), x, y);
    }

    @Benchmark
    public float[] forwardAndBack() {
        forward().apply(dy, Slice.of(dParameters), dx);
        return dParameters;
    }

    @Benchmark
    public Matrix imageToColumnsForward() {
        Blas blas = pass.kernels().blas();
        int plane = side * side;
        for (int row = 0; row < ROWS; row++) {
            toColumns(x.rowOffset(row));
            blas.gemm(
                    false,
                    false,
                    filters,
                    plane,
                    sums,
                    1,
                    parameters,
                    0,
                    sums,
                    columns,
                    0,
                    plane,
                    0,
                    y.array(),
                    y.rowOffset(row),
                    plane);
            for (int f = 0; f < filters; f++) {
                for (int i = 0; i < plane; i++) {
                    y.array()[y.rowOffset(row) + f * plane + i] += parameters[filters * sums + f];
                }
            }
        }
        return y;
    }

    @Benchmark
    public float[] imageToColumnsForwardAndBack() {
        imageToColumnsForward();
        Blas blas = pass.kernels().blas();
        int plane = side * side;
        for (int row = 0; row < ROWS; row++) {
            toColumns(x.rowOffset(row));
            blas.gemm(
                    false,
                    true,
                    filters,
                    sums,
                    plane,
                    1,
                    dy.array(),
                    dy.rowOffset(row),
                    plane,
                    columns,
                    0,
                    plane,
                    1,
                    dParameters,
                    0,
                    sums);
            for (int f = 0; f < filters; f++) {
                for (int i = 0; i < plane; i++) {
                    dParameters[filters * sums + f] += dy.array()[dy.rowOffset(row) + f * plane + i];
                }
            }
            if (dx != null) {
                blas.gemm(
                        true,
                        false,
                        sums,
                        plane,
                        filters,
                        1,
                        parameters,
                        0,
                        sums,
                        dy.array(),
                        dy.rowOffset(row),
                        plane,
                        0,
                        columns,
                        0,
                        plane);
                Arrays.fill(dx.array(), dx.rowOffset(row), dx.rowOffset(row) + dx.columns(), 0);
                addColumns(dx.rowOffset(row));
            }
        }
        return dParameters;
    }

    @Benchmark
    public float[] bareForward() {
        pass.kernels()
                .blas()
                .gemm(
                        false,
                        false,
                        SIDE,
                        SIDE,
                        bareDepth,
                        1,
                        bare,
                        0,
                        bareDepth,
                        bare,
                        0,
                        SIDE,
                        0,
                        bareOutput,
                        0,
                        SIDE);
        return bareOutput;
    }

    @Benchmark
    public float[] bareForwardAndBack() {
        for (int i = 0; i < (dx == null ? 2 : 3); i++) {
            bareForward();
        }
        return bareOutput;
    }

    private void toColumns(int from) {
        int to = 0;
        for (int k = 0; k < sums; k++) {
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    int cell = cell(k, row, column);
                    columns[to++] = cell < 0 ? 0 : x.array()[from + cell];
                }
            }
        }
    }

    private void addColumns(int to) {
        int from = 0;
        for (int k = 0; k < sums; k++) {
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    int cell = cell(k, row, column);
                    if (cell >= 0) {
                        dx.array()[to + cell] += columns[from];
                    }
                    from++;
                }
            }
        }
    }

    /** The cell of a picture that a tap reads, or -1. */
    private int cell(int k, int row, int column) {
        int h = row + k / KERNEL % KERNEL - KERNEL / 2;
        int w = column + k % KERNEL - KERNEL / 2;
        boolean outside = h < 0 || h >= side || w < 0 || w >= side;
        return outside ? -1 : (k / (KERNEL * KERNEL) * side + h) * side + w;
    }
}
