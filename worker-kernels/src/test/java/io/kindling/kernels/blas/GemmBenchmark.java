package io.kindling.kernels.blas;

import dev.ludovic.netlib.blas.BLAS;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The speed of matrix products, one thread. {@code raw} is one call of netlib's sgemm on the same OpenBLAS, uncut: what
 * {@code native} can reach at most; {@code bf16} rounds the factors, or is {@code native} where it does not work. The unit of the score is products a second; the second column, {@code gigaflops}, is
 * GFLOP/s.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class GemmBenchmark {
    /** Rows and columns of C and the summed length; the last three are a dense layer's forward and backward passes. */
    @Param({"256x256x256", "1024x1024x1024", "2048x2048x2048", "256x512x784", "256x784x512", "784x512x256"})
    public String size;

    @Param({"raw", "native", "vector", "java", "bf16"})
    public String kind;

    private int m;
    private int n;
    private int k;
    private float[] a;
    private float[] b;
    private float[] c;
    private Blas blas;
    private BLAS raw;

    @Setup
    public void load() throws BlasUnavailableException, ReflectiveOperationException {
        String[] sizes = size.split("x", 3);
        m = Integer.parseInt(sizes[0]);
        n = Integer.parseInt(sizes[1]);
        k = Integer.parseInt(sizes[2]);
        a = numbers(m * k);
        b = numbers(k * n);
        c = new float[m * n];
        if (kind.equals("raw")) {
            raw = Netlib.bridge(BundledOpenBlas.load().file());
        } else if (kind.equals("bf16")) {
            blas = Blas.bf16();
        } else {
            blas = BlasChoice.choose(kind, BlasChoice.candidates(null)).blas();
        }
    }

    /** Counts the work beside the products. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        public double gigaflops;

        @Setup(Level.Iteration)
        public void reset() {
            gigaflops = 0;
        }
    }

    @Benchmark
    public float[] gemm(Work work) {
        if (raw != null) {
            raw.sgemm("N", "N", n, m, k, 1, b, 0, n, a, 0, k, 0, c, 0, n);
        } else {
            blas.gemm(false, false, m, n, k, 1, a, 0, k, b, 0, n, 0, c, 0, n);
        }
        work.gigaflops += 2e-9 * m * n * k;
        return c;
    }

    private static float[] numbers(int length) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = 1f / (1 + i % 97);
        }
        return numbers;
    }
}
