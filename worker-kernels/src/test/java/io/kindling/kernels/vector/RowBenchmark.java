package io.kindling.kernels.vector;

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

/** Nanoseconds an element over rows of 1,000: softmax, sums, and bias with tanh behind it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(RowBenchmark.ROWS * RowBenchmark.WIDTH)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector"})
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class RowBenchmark {
    static final int ROWS = 64;
    static final int WIDTH = 1000;

    @Param({"vector", "plain"})
    String kind;

    private final float[] x = Numbers.normal(ROWS * WIDTH, 1);
    private final float[] dy = Numbers.normal(ROWS * WIDTH, 2);
    private final float[] y = new float[ROWS * WIDTH];
    private Elementwise loops;

    @Setup
    public void choose() {
        loops = ElementwiseChoice.choose(kind, true);
    }

    @Benchmark
    public float[] softmax() {
        for (int start = 0; start < x.length; start += WIDTH) {
            loops.softmax(x, start, y, start, WIDTH);
        }
        return y;
    }

    @Benchmark
    public float[] logSoftmax() {
        for (int start = 0; start < x.length; start += WIDTH) {
            loops.logSoftmax(x, start, y, start, WIDTH);
        }
        return y;
    }

    @Benchmark
    public float[] softmaxGradient() {
        for (int start = 0; start < x.length; start += WIDTH) {
            loops.softmaxGradient(x, start, dy, start, y, start, WIDTH);
        }
        return y;
    }

    @Benchmark
    public double dot() {
        return loops.dot(x, 0, dy, 0, x.length);
    }

    @Benchmark
    public float[] biasThenTanh() {
        for (int start = 0; start < x.length; start += WIDTH) {
            loops.addBias(x, start, dy, 0, y, start, WIDTH);
            loops.tanh(y, start, y, start, WIDTH);
        }
        return y;
    }
}
