package io.kindling.kernels.loss;

import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.vector.Elementwise;
import java.util.Arrays;
import java.util.List;

/**
 * {@code -Σ q log softmax(z)} over the classes, the output's last axis; PyTorch's {@code CrossEntropyLoss}. The network
 * gives logits: do not put a softmax in front. With {@code q} the one-hot class or the given probabilities, smoothed to
 * {@code (1 - ε) q + ε / classes} and multiplied by the class weights.
 *
 * <p>A row (or token) counts with its row weight, times its class's weight where targets are classes.
 *
 * @param targets whether targets are class indices or probabilities
 * @param labelSmoothing ε: the share of the target spread over all classes (Szegedy et al. 2015)
 * @param classWeights one per class; empty for 1 each
 */
@Help("One class of several, from one logit a class (no softmax in front); PyTorch's CrossEntropyLoss")
public record CrossEntropy(
        @Default("class_index") @Help("What the label is: a class, or a probability for each class")
        Targets targets,

        @Default("0") @Range("[0, 1)") @Help("The share of the target that is spread over all classes")
        double labelSmoothing,

        @Help("How much a row of each class counts, in the order of the outputs; by default all" + " count 1")
        List<Double> classWeights)
        implements Loss {
    /** What the targets of a cross-entropy are. */
    public enum Targets {
        /** One class index in [0, classes). */
        CLASS_INDEX,
        /** A probability for each class. */
        PROBABILITIES
    }

    public CrossEntropy {
        classWeights = List.copyOf(classWeights);
        if (classWeights.stream().anyMatch(weight -> !(weight >= 0) || weight.isInfinite())) {
            throw new IllegalArgumentException("class_weights are " + classWeights + "; they must not be negative");
        }
    }

    /** Of class indices, with all classes alike and no smoothing. */
    public CrossEntropy() {
        this(Targets.CLASS_INDEX, 0, List.of());
    }

    @Override
    public TargetKind targetKind() {
        return targets == Targets.CLASS_INDEX ? TargetKind.CLASS_INDEX : TargetKind.PROBABILITIES;
    }

    @Override
    public Shape targetShape(Shape output) {
        if (output.rank() == 0 || output.last() < 2) {
            throw new ShapeException("cross_entropy needs an output for each of at least 2 classes along the last axis;"
                    + " this network gives " + output + ". For one output use binary_cross_entropy");
        }
        if (!classWeights.isEmpty() && classWeights.size() != output.last()) {
            throw new ShapeException("cross_entropy has " + classWeights.size()
                    + " class_weights, but the network gives " + output + ", that is " + output.last() + " classes");
        }
        if (targets == Targets.PROBABILITIES) {
            return output;
        }
        return Shape.of(output.dimensions().subList(0, output.rank() - 1));
    }

    @Override
    public void evaluate(
            Pass pass, Matrix output, Matrix targetRows, float[] weights, Matrix gradient, GradientSum sum) {
        Elementwise elementwise = pass.kernels().elementwise();
        int classes = output.shape().last();
        int perRow = output.shape().vectors();
        double loss = 0;
        double weight = 0;
        float[] q = new float[classes];
        for (int i = 0; i < output.rows() * perRow; i++) {
            int at = output.offset() + i * classes;
            float rowWeight = weights[i / perRow];
            double counts = rowWeight * target(targetRows, i, q);
            double logSumExp = elementwise.logSumExp(output.array(), at, classes);
            double all = 0;
            double rowLoss = 0;
            for (int c = 0; c < classes; c++) {
                if (q[c] != 0) {
                    all += q[c];
                    rowLoss += (double) q[c] * (logSumExp - output.array()[at + c]);
                }
            }
            loss += rowWeight * rowLoss;
            weight += counts;
            if (gradient != null) {
                int to = gradient.offset() + i * classes;
                elementwise.softmax(output.array(), at, gradient.array(), to, classes);
                float scale = (float) (rowWeight * all);
                for (int c = 0; c < classes; c++) {
                    gradient.array()[to + c] = gradient.array()[to + c] * scale - rowWeight * q[c];
                }
            }
        }
        sum.addLoss(loss, weight);
    }

    @Override
    public void predict(Pass pass, Matrix output, Matrix prediction) {
        int classes = output.shape().last();
        for (int at = 0; at < output.size(); at += classes) {
            pass.kernels()
                    .elementwise()
                    .softmax(
                            output.array(),
                            output.offset() + at,
                            prediction.array(),
                            prediction.offset() + at,
                            classes);
        }
    }

    /** Fills in the weighted, smoothed target of a vector, and returns what the vector counts. */
    private double target(Matrix targetRows, int vector, float[] q) {
        int classes = q.length;
        float spread = (float) (labelSmoothing / classes);
        float keep = (float) (1 - labelSmoothing);
        double counts = 1;
        if (targets == Targets.CLASS_INDEX) {
            int truth = (int) targetRows.array()[targetRows.offset() + vector];
            Arrays.fill(q, spread);
            q[truth] += keep;
            counts = classWeights.isEmpty() ? 1 : classWeights.get(truth);
        } else {
            for (int c = 0; c < classes; c++) {
                q[c] = targetRows.array()[targetRows.offset() + vector * classes + c] * keep + spread;
            }
        }
        if (!classWeights.isEmpty()) {
            for (int c = 0; c < classes; c++) {
                q[c] *= classWeights.get(c).floatValue();
            }
        }
        return counts;
    }
}
