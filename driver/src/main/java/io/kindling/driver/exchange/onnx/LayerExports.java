package io.kindling.driver.exchange.onnx;

import static io.kindling.driver.exchange.onnx.ActivationExports.operator;

import io.kindling.driver.UserException;
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

/** How each of Kindling's layers looks in ONNX: one line a layer. Those of a user's jar say it themselves. */
final class LayerExports {
    private static final Map<Class<? extends Layer>, LayerExport<Layer>> BY_CLASS = Map.ofEntries(
            entry(Dense.class, DenseExports::dense),
            entry(Flatten.class, DenseExports::flatten),
            entry(Reshape.class, DenseExports::reshape),
            entry(Dropout.class, (layer, x, scope) -> x),
            entry(Residual.class, CombinatorExports::residual),
            entry(Chain.class, CombinatorExports::chain),
            entry(Add.class, CombinatorExports::add),
            entry(Concatenate.class, CombinatorExports::concatenate),
            entry(Conv2d.class, ConvolutionExports::conv2d),
            entry(Conv1d.class, ConvolutionExports::conv1d),
            entry(MaxPool2d.class, ConvolutionExports::maxPool2d),
            entry(AvgPool2d.class, ConvolutionExports::avgPool2d),
            entry(GlobalAvgPool2d.class, ConvolutionExports::globalAvgPool2d),
            entry(GlobalAvgPool1d.class, SequenceExports::mean),
            entry(GlobalMaxPool1d.class, SequenceExports::max),
            entry(BatchNorm.class, NormalizationExports::batchNorm),
            entry(LayerNorm.class, NormalizationExports::layerNorm),
            entry(GroupNorm.class, NormalizationExports::groupNorm),
            entry(Embedding.class, EmbeddingExports::embedding),
            entry(PositionalEmbedding.class, EmbeddingExports::positional),
            entry(TiedEmbedding.class, EmbeddingExports::tied),
            entry(MultiHeadAttention.class, AttentionExports::attention),
            entry(TransformerBlock.class, AttentionExports::transformerBlock),
            entry(Lstm.class, RecurrentExports::lstm),
            entry(Gru.class, RecurrentExports::gru),
            entry(Sigmoid.class, operator("Sigmoid")),
            entry(Tanh.class, operator("Tanh")),
            entry(Relu.class, operator("Relu")),
            entry(LeakyRelu.class, ActivationExports::leakyRelu),
            entry(Elu.class, ActivationExports::elu),
            entry(Selu.class, operator("Selu")),
            entry(Gelu.class, ActivationExports::gelu),
            entry(Silu.class, ActivationExports::silu),
            entry(Softplus.class, operator("Softplus")),
            entry(Mish.class, ActivationExports::mish),
            entry(Hardtanh.class, ActivationExports::hardtanh),
            entry(Softmax.class, operator("Softmax", Attribute.of("axis", -1))),
            entry(LogSoftmax.class, operator("LogSoftmax", Attribute.of("axis", -1))));

    private LayerExports() {}

    /**
     * Adds a layer to the graph.
     *
     * @throws UserException if nobody says how it looks in ONNX
     */
    static Value export(Layer layer, Value x, LayerScope scope) {
        LayerExport<Layer> known = BY_CLASS.get(layer.getClass());
        if (known != null) {
            return known.export(layer, x, scope);
        }
        if (layer instanceof OnnxLayer own) {
            return checked(own.onnx(x, scope), layer, x, scope);
        }
        throw new UserException(scope.path() + ", a " + layer.getClass().getName() + ", has no form in ONNX. Implement "
                + OnnxLayer.class.getName() + " in it, or export the weights alone by --format safetensors");
    }

    private static Value checked(Value y, Layer layer, Value x, LayerScope scope) {
        if (!y.shape().equals(layer.outputShape(x.shape()))) {
            throw new UserException(scope.path() + ", a " + layer.getClass().getName() + ", gives " + y.shape()
                    + " in ONNX, but " + layer.outputShape(x.shape()) + " by its outputShape. Correct its onnx method");
        }
        return y;
    }

    @SuppressWarnings("unchecked")
    private static <L extends Layer> Map.Entry<Class<? extends Layer>, LayerExport<Layer>> entry(
            Class<L> type, LayerExport<L> export) {
        return Map.entry(type, (LayerExport<Layer>) export);
    }
}
