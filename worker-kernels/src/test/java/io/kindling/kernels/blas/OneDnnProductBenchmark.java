package io.kindling.kernels.blas;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_matmul_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.vector.Elementwise;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The products of dense layers in float32, one thread, microseconds: ours on Java's arrays and oneDNN's on numbers outside
 * of the heap, with and without bias and ReLU, and what copying between the two would take. Needs oneDNN and a processor with
 * bfloat16, which {@link OneDnn} asks for.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class OneDnnProductBenchmark {
    /** Rows, and the widths of the layer's input and output. */
    @Param({"128x784x512", "128x512x256", "1024x784x512", "1024x512x256", "1024x784x2048", "1024x2048x2048"})
    public String size;

    /** y = x · Wᵀ, dx = dy · W, dW = dyᵀ · x. */
    @Param({"forward", "input", "weight"})
    public String part;

    private final Blas blas = Blas.best();
    private final Elementwise loops = Elementwise.best();
    private boolean transposeA;
    private boolean transposeB;
    private int m;
    private int n;
    private int k;
    private float[] a;
    private float[] b;
    private float[] c;
    private float[] bias;
    private DnnlTrial.Tensor nativeA;
    private DnnlTrial.Tensor nativeB;
    private DnnlTrial.Tensor nativeC;
    private Runnable product;
    private Runnable layer;
    private Runnable packed;
    private Runnable packing;

    @Setup
    public void prepare() {
        String[] sizes = size.split("x", 3);
        int rows = Integer.parseInt(sizes[0]);
        int in = Integer.parseInt(sizes[1]);
        int out = Integer.parseInt(sizes[2]);
        transposeA = part.equals("weight");
        transposeB = part.equals("forward");
        m = transposeA ? out : rows;
        n = transposeB ? out : in;
        k = transposeB ? in : transposeA ? rows : out;
        a = Numeric.random(m * k, 1);
        b = Numeric.random(k * n, 2);
        c = new float[m * n];
        bias = Numeric.random(n, 3);
        DnnlTrial trial = DnnlTrial.load();
        dnnl_memory_desc left = transposeA ? DnnlTrial.strided(new long[] {m, k}, 1, m) : DnnlTrial.plain(m, k);
        dnnl_memory_desc right = transposeB ? DnnlTrial.strided(new long[] {k, n}, 1, k) : DnnlTrial.plain(k, n);
        dnnl_memory_desc sums = DnnlTrial.plain(m, n);
        nativeA = trial.tensor(left);
        nativeB = trial.tensor(right);
        nativeC = trial.tensor(sums);
        Map<Integer, DnnlTrial.Tensor> arguments =
                Map.of(DNNL_ARG_SRC, nativeA, DNNL_ARG_WEIGHTS, nativeB, DNNL_ARG_DST, nativeC);
        product = trial.operation(matmul(trial, left, right, null, sums, null), arguments);
        dnnl_memory_desc addend = DnnlTrial.plain(1, n);
        layer = trial.operation(
                matmul(trial, left, right, addend, sums, DnnlTrial.withRelu()),
                Map.of(
                        DNNL_ARG_SRC,
                        nativeA,
                        DNNL_ARG_WEIGHTS,
                        nativeB,
                        DNNL_ARG_BIAS,
                        trial.tensor(addend),
                        DNNL_ARG_DST,
                        nativeC));
        dnnl_primitive_desc best = matmul(trial, left, DnnlTrial.any(k, n), null, sums, null);
        DnnlTrial.Tensor packedB = trial.tensor(dnnl_primitive_desc_query_md(best, dnnl_query_weights_md, 0));
        packed = trial.operation(best, Map.of(DNNL_ARG_SRC, nativeA, DNNL_ARG_WEIGHTS, packedB, DNNL_ARG_DST, nativeC));
        packing = trial.reorder(nativeB, packedB);
    }

    private static dnnl_primitive_desc matmul(
            DnnlTrial trial,
            dnnl_memory_desc left,
            dnnl_memory_desc right,
            dnnl_memory_desc bias,
            dnnl_memory_desc sums,
            dnnl_primitive_attr attributes) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        DnnlTrial.require(
                dnnl_matmul_primitive_desc_create(description, trial.engine(), left, right, bias, sums, attributes));
        return description;
    }

    @Benchmark
    public float[] ours() {
        blas.gemm(transposeA, transposeB, m, n, k, 1, a, 0, transposeA ? m : k, b, 0, transposeB ? k : n, 0, c, 0, n);
        return c;
    }

    /** With bias and ReLU by a loop over each row. */
    @Benchmark
    public float[] oursWithRelu() {
        ours();
        for (int row = 0; row < m * n; row += n) {
            loops.biasRelu(c, row, bias, 0, c, row, n);
        }
        return c;
    }

    @Benchmark
    public void oneDnn() {
        product.run();
    }

    /** With bias and ReLU in the product. */
    @Benchmark
    public void oneDnnWithRelu() {
        layer.run();
    }

    /** B being laid out already as oneDNN likes it best. */
    @Benchmark
    public void oneDnnPacked() {
        packed.run();
    }

    /** Laying B out so. */
    @Benchmark
    public void packing() {
        packing.run();
    }

    /** Both factors to memory outside of the heap, and the product back. */
    @Benchmark
    public float[] copying() {
        nativeA.put(a);
        nativeB.put(b);
        nativeC.get(c);
        return c;
    }
}
