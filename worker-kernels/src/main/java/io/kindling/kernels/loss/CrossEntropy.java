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
 * <p>A row (or token) counts with its row weight, times its class's weight where targets are classes. Where the class index
 * is negative it does not count at all: PyTorch's {@code ignore_index}, for padding.
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
        /** One class index in [0, classes), or a negative number for what does not count. */
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
        Elementwise loops = pass.kernels().elementwise();
        boolean plain = targets == Targets.CLASS_INDEX && labelSmoothing == 0 && classWeights.isEmpty();
        int classes = output.shape().last();
        int perRow = output.shape().vectors();
        float[] q = new float[classes];
        double loss = 0;
        double weight = 0;
        for (int i = 0; i < output.rows() * perRow; i++) {
            int at = output.offset() + i * classes;
            int to = gradient == null ? 0 : gradient.offset() + i * classes;
            float rowWeight = weights[i / perRow];
            int truth = targets == Targets.CLASS_INDEX ? truth(targetRows, i, perRow, classes) : 0;
            if (truth < 0) {
                if (gradient != null) {
                    Arrays.fill(gradient.array(), to, to + classes, 0);
                }
                continue;
            }
            double logSumExp = loops.logSumExp(output.array(), at, classes);
            if (gradient != null) {
                loops.softmax(output.array(), at, gradient.array(), to, classes);
            }
            if (plain) {
                loss += rowWeight * (logSumExp - output.array()[at + truth]);
                weight += rowWeight;
                if (gradient != null) {
                    loops.scale(rowWeight, gradient.array(), to, gradient.array(), to, classes);
                    gradient.array()[to + truth] -= rowWeight;
                }
                continue;
            }
            weight += rowWeight * target(targetRows, i, truth, q);
            loss += rowWeight * spread(q, logSumExp, output.array(), at);
            if (gradient != null) {
                subtract(q, rowWeight, gradient.array(), to);
            }
        }
        sum.addLoss(loss, weight);
    }

    /** The class of a vector; negative where it does not count. */
    private static int truth(Matrix targetRows, int vector, int perRow, int classes) {
        int truth = (int) targetRows.array()[targetRows.offset() + vector];
        if (truth >= classes) {
            throw new IllegalArgumentException("Row " + vector / perRow + " of the batch has the class " + truth
                    + (perRow == 1 ? "" : " at position " + vector % perRow) + ", but the network gives " + classes
                    + " outputs. Give the last layer as many as there are classes");
        }
        return truth;
    }

    /** {@code Σ q · (logSumExp - z)}. */
    private static double spread(float[] q, double logSumExp, float[] z, int at) {
        double loss = 0;
        for (int c = 0; c < q.length; c++) {
            if (q[c] != 0) {
                loss += (double) q[c] * (logSumExp - z[at + c]);
            }
        }
        return loss;
    }

    /** Makes the gradient of a vector of its softmax: {@code weight · (softmax · Σq - q)}. */
    private static void subtract(float[] q, float weight, float[] gradient, int to) {
        double all = 0;
        for (float share : q) {
            all += share;
        }
        float scale = (float) (weight * all);
        for (int c = 0; c < q.length; c++) {
            gradient[to + c] = gradient[to + c] * scale - weight * q[c];
        }
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
    private double target(Matrix targetRows, int vector, int truth, float[] q) {
        int classes = q.length;
        float spread = (float) (labelSmoothing / classes);
        float keep = (float) (1 - labelSmoothing);
        double counts = 1;
        if (targets == Targets.CLASS_INDEX) {
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
