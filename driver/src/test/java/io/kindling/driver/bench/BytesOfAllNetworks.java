package io.kindling.driver.bench;

import io.kindling.driver.optim.rule.Crew;
import io.kindling.driver.train.ExactSteps;
import io.kindling.driver.train.LocalGradientAggregator;
import io.kindling.driver.train.Synchronization;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.activation.Elu;
import io.kindling.kernels.activation.Gelu;
import io.kindling.kernels.activation.Hardtanh;
import io.kindling.kernels.activation.LeakyRelu;
import io.kindling.kernels.activation.LogSoftmax;
import io.kindling.kernels.activation.Mish;
import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.activation.Selu;
import io.kindling.kernels.activation.Sigmoid;
import io.kindling.kernels.activation.Silu;
import io.kindling.kernels.activation.Softmax;
import io.kindling.kernels.activation.Softplus;
import io.kindling.kernels.activation.Tanh;
import io.kindling.kernels.attention.MultiHeadAttention;
import io.kindling.kernels.convolution.AvgPool2d;
import io.kindling.kernels.convolution.Conv1d;
import io.kindling.kernels.convolution.Conv2d;
import io.kindling.kernels.convolution.Padding;
import io.kindling.kernels.layer.Dropout;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.ModelBuilder;
import io.kindling.kernels.normalization.BatchNorm;
import io.kindling.kernels.normalization.GroupNorm;
import io.kindling.kernels.normalization.LayerNorm;
import io.kindling.kernels.recurrent.Gru;
import io.kindling.kernels.recurrent.Lstm;
import io.kindling.kernels.sequence.GlobalAvgPool1d;
import io.kindling.kernels.sequence.GlobalMaxPool1d;
import io.kindling.kernels.shard.Shard;
import java.util.ArrayList;
import java.util.List;

/** Trains networks of all kinds of layers in one JVM, one after the other, and prints how many bytes a step of each allocates. */
final class BytesOfAllNetworks {
    /** What a line begins with, before the bytes and the network's name. */
    static final String LINE = "bytes ";

    private static final int WARM_UP = 150;
    private static final int STEPS = 20;

    private BytesOfAllNetworks() {}

    public static void main(String[] arguments) throws Exception {
        for (Network network : networks()) {
            System.out.println(LINE + bytes(network, network.ids() > 0 ? 4 : 64) + " " + network);
        }
        System.exit(0);
    }

    /** Of a step. */
    private static long bytes(Network network, int batch) {
        List<Shard> shards = network.shards(8 * batch, 1);
        float[] parameters = network.model().layout().initialize(1);
        try (Crew crew = new Crew(0);
                LocalGradientAggregator engine =
                        new LocalGradientAggregator(shards, network.job(shards, batch), Kernels.best(), crew)) {
            Synchronization rounds = new ExactSteps(network.model(), network.adam(), crew);
            for (int step = 0; step < WARM_UP; step++) {
                rounds.advance(step, 1, parameters, engine, "bytes");
            }
            long before = Allocation.bytes();
            for (int step = WARM_UP; step < WARM_UP + STEPS; step++) {
                rounds.advance(step, 1, parameters, engine, "bytes");
            }
            return (Allocation.bytes() - before) / STEPS;
        }
    }

    private static List<Network> networks() {
        List<Network> networks = new ArrayList<>();
        for (Layer layer : wide()) {
            networks.add(new Network(
                    layer.toString(),
                    ModelBuilder.input(64).dense(256).layer(layer).dense(10).loss(new CrossEntropy()),
                    0,
                    1));
        }
        networks.add(new Network(
                "convolutions",
                ModelBuilder.input(1, 28, 28)
                        .layer(new Conv2d(8, 5).withPadding(Padding.SAME))
                        .relu()
                        .maxPool2d(2)
                        .layer(new Conv2d(16, 3))
                        .layer(new BatchNorm())
                        .relu()
                        .layer(new AvgPool2d(2))
                        .flatten()
                        .dense(10)
                        .loss(new CrossEntropy()),
                0,
                1));
        for (Layer layer :
                List.of(new Lstm(32, true), new Gru(32, true), new MultiHeadAttention(2), new Conv1d(32, 3))) {
            networks.add(sequences(layer, new GlobalAvgPool1d()));
        }
        networks.add(sequences(new Conv1d(32, 3), new GlobalMaxPool1d()));
        networks.add(new Network(
                "regression", ModelBuilder.input(64).dense(64).relu().dense(1).loss(new MeanSquaredError()), 0, 1));
        networks.add(Network.transformer());
        return networks;
    }

    private static List<Layer> wide() {
        return List.of(
                new Relu(),
                new Sigmoid(),
                new Tanh(),
                new Dropout(0.4),
                new LeakyRelu(0.2),
                new Elu(1),
                new Selu(),
                new Gelu(),
                new Gelu(Gelu.Approximation.TANH),
                new Silu(),
                new Softplus(),
                new Mish(),
                new Hardtanh(-1, 1),
                new Softmax(),
                new LogSoftmax(),
                new BatchNorm(),
                new GroupNorm(4),
                new LayerNorm());
    }

    private static Network sequences(Layer layer, Layer pooling) {
        return new Network(
                layer + ", " + pooling,
                ModelBuilder.input(16, 32).layer(layer).layer(pooling).dense(10).loss(new CrossEntropy()),
                0,
                1);
    }
}
