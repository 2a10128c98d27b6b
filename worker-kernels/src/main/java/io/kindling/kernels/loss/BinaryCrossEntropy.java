package io.kindling.kernels.loss;

import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.tensor.Matrix;

/**
 * {@code -(p t log σ(z) + (1 - t) log(1 - σ(z)))}, the mean over a row's outputs; PyTorch's {@code BCEWithLogitsLoss}. The
 * network gives logits: do not put a sigmoid in front. Finite for any finite logit.
 *
 * @param positiveWeight p: what a positive counts beside a negative
 */
@Help("Yes or no, from one logit (no sigmoid in front); PyTorch's BCEWithLogitsLoss")
public record BinaryCrossEntropy(
        @Default("1")
        @Range("(0, inf)")
        @Help("How much a positive row counts; a negative counts 1. PyTorch's pos_weight")
        double positiveWeight)
        implements ElementLoss {
    /** Positives and negatives alike. */
    public BinaryCrossEntropy() {
        this(1);
    }

    @Override
    public TargetKind targetKind() {
        return TargetKind.BINARY;
    }

    /** {@code (1 - t) z + (1 + (p - 1) t) log(1 + exp(-z))}, the logarithm without overflow. */
    @Override
    public double value(float output, float target) {
        double z = output;
        double softplus = StrictMath.log1p(StrictMath.exp(-Math.abs(z))) + Math.max(-z, 0);
        return (1 - target) * z + (1 + (positiveWeight - 1) * target) * softplus;
    }

    @Override
    public double derivative(float output, float target) {
        return (1 - target) - (1 + (positiveWeight - 1) * target) / (1 + StrictMath.exp(output));
    }

    @Override
    public void predict(Pass pass, Matrix output, Matrix prediction) {
        pass.kernels()
                .elementwise()
                .sigmoid(output.array(), output.offset(), prediction.array(), prediction.offset(), output.size());
    }
}
