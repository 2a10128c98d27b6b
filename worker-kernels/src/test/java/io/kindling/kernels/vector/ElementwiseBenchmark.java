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

/** Nanoseconds an element of every loop, over 65,536 numbers that stay in the cache. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ElementwiseBenchmark.LENGTH)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector"})
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class ElementwiseBenchmark {
    static final int LENGTH = 1 << 16;

    @Param({"vector", "plain"})
    String kind;

    @Param({
        "relu",
        "biasRelu",
        "reluGradient",
        "leakyRelu",
        "hardtanh",
        "exp",
        "sigmoid",
        "tanh",
        "tanhGradient",
        "silu",
        "siluGradient",
        "geluTanh",
        "elu",
        "softplus",
        "softplusGradient",
        "mish",
        "mishGradient",
        "gelu",
        "geluGradient",
        "addBias",
        "scale",
        "dropout"
    })
    String loop;

    private final float[] a = Numbers.normal(LENGTH, 1);
    private final float[] b = Numbers.normal(LENGTH, 2);
    private final float[] out = new float[LENGTH];
    private Elementwise loops;
    private NamedLoop named;

    @Setup
    public void choose() {
        loops = ElementwiseChoice.choose(kind, true);
        named = NamedLoop.ALL.stream()
                .filter(l -> l.name().equals(loop))
                .findFirst()
                .orElseThrow();
    }

    @Benchmark
    public float[] window() {
        named.run().run(loops, a, 0, b, 0, out, 0, LENGTH);
        return out;
    }
}
