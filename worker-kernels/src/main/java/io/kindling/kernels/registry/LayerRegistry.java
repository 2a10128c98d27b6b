package io.kindling.kernels.registry;

import static java.util.Map.entry;

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
import io.kindling.kernels.attention.Embedding;
import io.kindling.kernels.attention.MultiHeadAttention;
import io.kindling.kernels.attention.PositionalEmbedding;
import io.kindling.kernels.attention.TiedEmbedding;
import io.kindling.kernels.attention.TransformerBlock;
import io.kindling.kernels.convolution.AvgPool2d;
import io.kindling.kernels.convolution.Conv1d;
import io.kindling.kernels.convolution.Conv2d;
import io.kindling.kernels.convolution.GlobalAvgPool2d;
import io.kindling.kernels.convolution.MaxPool2d;
import io.kindling.kernels.layer.Add;
import io.kindling.kernels.layer.Chain;
import io.kindling.kernels.layer.Concatenate;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Dropout;
import io.kindling.kernels.layer.Flatten;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Reshape;
import io.kindling.kernels.layer.Residual;
import io.kindling.kernels.normalization.BatchNorm;
import io.kindling.kernels.normalization.GroupNorm;
import io.kindling.kernels.normalization.LayerNorm;
import io.kindling.kernels.recurrent.Gru;
import io.kindling.kernels.recurrent.Lstm;
import io.kindling.kernels.sequence.GlobalAvgPool1d;
import io.kindling.kernels.sequence.GlobalMaxPool1d;
import java.util.Map;

/** Layers by the name that they have in YAML. */
public final class LayerRegistry {
    /** One line a layer. */
    public static final Map<String, Class<? extends Layer>> BY_NAME = Names.inOrder(
            entry("dense", Dense.class),
            entry("flatten", Flatten.class),
            entry("reshape", Reshape.class),
            entry("dropout", Dropout.class),
            entry("residual", Residual.class),
            entry("chain", Chain.class),
            entry("add", Add.class),
            entry("concatenate", Concatenate.class),
            entry("conv2d", Conv2d.class),
            entry("conv1d", Conv1d.class),
            entry("max_pool2d", MaxPool2d.class),
            entry("avg_pool2d", AvgPool2d.class),
            entry("global_avg_pool2d", GlobalAvgPool2d.class),
            entry("global_avg_pool1d", GlobalAvgPool1d.class),
            entry("global_max_pool1d", GlobalMaxPool1d.class),
            entry("batch_norm", BatchNorm.class),
            entry("layer_norm", LayerNorm.class),
            entry("group_norm", GroupNorm.class),
            entry("embedding", Embedding.class),
            entry("positional_embedding", PositionalEmbedding.class),
            entry("tied_embedding", TiedEmbedding.class),
            entry("multi_head_attention", MultiHeadAttention.class),
            entry("transformer_block", TransformerBlock.class),
            entry("lstm", Lstm.class),
            entry("gru", Gru.class),
            entry("sigmoid", Sigmoid.class),
            entry("tanh", Tanh.class),
            entry("relu", Relu.class),
            entry("leaky_relu", LeakyRelu.class),
            entry("elu", Elu.class),
            entry("selu", Selu.class),
            entry("gelu", Gelu.class),
            entry("silu", Silu.class),
            entry("softplus", Softplus.class),
            entry("mish", Mish.class),
            entry("hardtanh", Hardtanh.class),
            entry("softmax", Softmax.class),
            entry("log_softmax", LogSoftmax.class));

    private LayerRegistry() {}

    /** The name of a layer. */
    public static String nameOf(Layer layer) {
        return Names.of(BY_NAME, layer);
    }
}
