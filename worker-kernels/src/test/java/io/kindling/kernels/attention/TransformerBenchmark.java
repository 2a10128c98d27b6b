package io.kindling.kernels.attention;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.normalization.LayerNorm;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Shape;
import java.util.Arrays;
import java.util.List;
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
 * Tokens a second that one thread takes forth and back through a tiny language model: vocabulary 128, width 128, two causal
 * blocks of 4 heads and 512 in between, 128 tokens a row.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(TransformerBenchmark.ROWS * TransformerBenchmark.TIME)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class TransformerBenchmark {
    static final int ROWS = 16;
    static final int TIME = 128;
    private static final int VOCABULARY = 128;
    private static final int WIDTH = 128;

    /** Whether a step sees those behind it: without the mask attention has nearly twice the work. */
    @Param({"true", "false"})
    public boolean causal;

    private final Pass pass = new Pass(Kernels.best());
    private Model model;
    private Batch batch;
    private float[] weights;
    private GradientSum sum;

    @Setup
    public void build() {
        TransformerBlock block = new TransformerBlock(4, 4 * WIDTH).withCausal(causal);
        model = new Model(
                Shape.of(TIME),
                List.of(new TiedEmbedding(
                        VOCABULARY, WIDTH, List.of(new PositionalEmbedding(TIME), block, block, new LayerNorm()))),
                new CrossEntropy());
        weights = model.layout().initialize(1);
        sum = new GradientSum(model.layout().parameters());
        batch = new Batch(model.input(), model.target());
        batch.resize(ROWS);
        fillWithIds(batch.features().array(), 1);
        fillWithIds(batch.targets().array(), 2);
        Arrays.fill(batch.weights(), 1);
    }

    @Benchmark
    public GradientSum tokens() {
        model.addGradient(pass.begin(true, 1, batch.keys()), weights, batch, sum);
        return sum;
    }

    private static void fillWithIds(float[] ids, long key) {
        float[] numbers = Numeric.random(ROWS * TIME, key);
        for (int i = 0; i < ROWS * TIME; i++) {
            ids[i] = Math.floorMod((int) (numbers[i] * 1000), VOCABULARY);
        }
    }
}
