package io.kindling.driver.bench;

import io.kindling.driver.optim.Adam;
import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.rule.Segment;
import io.kindling.driver.optim.schedule.Constant;
import io.kindling.driver.train.Shards;
import io.kindling.kernels.attention.PositionalEmbedding;
import io.kindling.kernels.attention.TiedEmbedding;
import io.kindling.kernels.attention.TransformerBlock;
import io.kindling.kernels.convolution.Conv2d;
import io.kindling.kernels.convolution.Extent;
import io.kindling.kernels.convolution.Padding;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.model.ModelBuilder;
import io.kindling.kernels.normalization.LayerNorm;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.work.Job;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A network to be measured, and made-up rows for it.
 *
 * @param name in the table
 * @param model network and loss
 * @param ids how many ids a feature may be; 0 where features are numbers in [0, 1)
 * @param flopsPerRow multiplications and additions of the products that a training step needs for a row
 */
public record Network(String name, Model model, int ids, double flopsPerRow) {
    /** Dense layers with ReLUs: input, hidden layers, classes. */
    public static Network dense(int... widths) {
        ModelBuilder layers = ModelBuilder.input(widths[0]);
        double flops = 0;
        for (int i = 1; i < widths.length; i++) {
            layers = layers.dense(widths[i]);
            layers = i < widths.length - 1 ? layers.relu() : layers;
            // Forth, and back to weights and input: the first layer has no input gradient.
            flops += (i == 1 ? 4.0 : 6.0) * widths[i - 1] * widths[i];
        }
        String name = Arrays.stream(widths).mapToObj(Integer::toString).collect(Collectors.joining("-"));
        return new Network(name, layers.loss(new CrossEntropy()), 0, flops);
    }

    /** Two convolutions of 5 × 5 with poolings, two dense layers; pictures of 28 × 28. */
    public static Network lenet() {
        Model model = ModelBuilder.input(1, 28, 28)
                .layer(new Conv2d(32, 5).withPadding(Padding.SAME))
                .relu()
                .maxPool2d(2)
                .layer(new Conv2d(64, 5).withPadding(Padding.SAME))
                .relu()
                .maxPool2d(2)
                .flatten()
                .dense(512)
                .relu()
                .dense(10)
                .loss(new CrossEntropy());
        double first = 28 * 28 * 32 * 25.0;
        double second = 14 * 14 * 64 * 32 * 25.0;
        double dense = 7 * 7 * 64 * 512 + 512 * 10;
        return new Network("LeNet-like", model, 0, 4 * first + 6 * (second + dense));
    }

    /** Nearly conf/mnist-resnet.yaml: 3 × 3 filters, 16 on 14 × 14 and 32 on 7 × 7, batch normalisation; pictures of 28 × 28. */
    public static Network residual() {
        Conv2d half = new Conv2d(32, 3).withPadding(Padding.of(1)).withBias(false);
        Model model = ModelBuilder.input(1, 28, 28)
                .layer(new Conv2d(16, 3)
                        .withPadding(Padding.of(1))
                        .withStride(Extent.of(2))
                        .withBias(false))
                .batchNorm()
                .relu()
                .residual(inner ->
                        twice(new Conv2d(16, 3).withPadding(Padding.SAME).withBias(false), inner))
                .relu()
                .layer(half.withStride(Extent.of(2)))
                .batchNorm()
                .relu()
                .residual(inner -> twice(half, inner))
                .relu()
                .residual(inner -> twice(half, inner))
                .relu()
                .globalAvgPool2d()
                .dense(10)
                .loss(new CrossEntropy());
        double first = 14 * 14 * 16 * 9.0;
        double rest = 14 * 14 * 2 * 16 * 16 * 9.0 + 7 * 7 * (16 + 4 * 32) * 32 * 9.0 + 320;
        return new Network("small residual network", model, 0, 4 * first + 6 * rest);
    }

    private static ModelBuilder twice(Conv2d convolution, ModelBuilder before) {
        return before.layer(convolution).batchNorm().relu().layer(convolution).batchNorm();
    }

    /** A causal language model: vocabulary 128, width 128, 4 heads, 2 blocks, feed-forward 512, 128 tokens a row. */
    public static Network transformer() {
        int time = 128;
        int width = 128;
        Layer block = new TransformerBlock(4, 4 * width).withCausal(true);
        Model model = ModelBuilder.input(time)
                .layer(new TiedEmbedding(
                        128, width, List.of(new PositionalEmbedding(time), block, block, new LayerNorm())))
                .loss(new CrossEntropy());
        double projections = 4.0 * width * width + 2 * width * 4 * width;
        // Half of the steps lie behind one's own and are masked.
        double attention = 2.0 * time / 2 * width;
        double aToken = 2 * (projections + attention) + width * 128;
        return new Network("tiny transformer", model, 128, 6 * aToken * time);
    }

    /** Made-up rows, dealt out. */
    public List<Shard> shards(int rows, int shards) {
        float[][] x = new float[rows][model.input().size()];
        float[][] y = new float[rows][model.target().size()];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < x[i].length; j++) {
                double draw = Draws.uniform(i, j);
                x[i][j] = ids == 0 ? (float) draw : (int) (draw * ids);
            }
            for (int j = 0; j < y[i].length; j++) {
                y[i][j] = (int) (Draws.uniform(7 + j, i) * model.output().last());
            }
        }
        return Shards.deal(x, y, shards);
    }

    /** Training in shuffled batches. */
    public Job job(List<Shard> shards, int batch) {
        return new Job(model, new BatchSampler(1, batch, true, Shards.rows(shards)), Scaling.NONE, Scaling.NONE);
    }

    /** Adam at 0.001, at its start. */
    public Optimizer adam() {
        List<Segment> segments = model.layout().entries().stream()
                .map(entry -> new Segment(entry.name(), entry.offset(), entry.length(), true))
                .toList();
        return Optimizer.of(
                new Adam(1e-3, 0.9, 0.999, 1e-8, false, 0),
                new Constant(0).over(1),
                Optional.empty(),
                Optional.empty(),
                segments,
                model.layout().parameters());
    }

    /** Tokens in a row of a language model, 1 else: what is counted a second. */
    public int perRow() {
        return model.target().size();
    }

    @Override
    public String toString() {
        return name;
    }
}
