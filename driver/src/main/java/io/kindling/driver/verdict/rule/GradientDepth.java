package io.kindling.driver.verdict.rule;

import io.kindling.driver.report.LayerLine;
import io.kindling.driver.verdict.Found;
import io.kindling.driver.verdict.History;
import io.kindling.driver.verdict.Rule;
import io.kindling.driver.verdict.Verdict;
import io.kindling.driver.verdict.Verdict.Severity;
import java.util.List;
import java.util.Optional;

/**
 * Whether gradients keep their size on their way through the layers: the norm of a row's gradient by the first layer's outputs
 * over that by the last one's, in the first look or in the middle of the latest ones.
 */
final class GradientDepth implements Rule {
    /** Fewer layers than these cannot do much to a gradient. */
    private static final int DEEP = 4;

    private static final int LOOKS = 5;
    private static final double VANISHED = 1e-3;
    private static final double EXPLODED = 1e3;

    private static final Found VANISHING = new Found(
            "vanishing_gradients",
            Severity.ERROR,
            "vanishing gradients",
            "many layers whose slopes are below 1, such as sigmoid, or weights that start too small",
            "take relu or gelu in place of sigmoid and tanh, leave initializer at auto, put layers into residual blocks, or add batch_norm");
    private static final Found EXPLODING = new Found(
            "exploding_gradients",
            Severity.ERROR,
            "exploding gradients",
            "weights that start too large for so many layers",
            "leave initializer at auto, set training.clip_norm: 1, add batch_norm or layer_norm, or lower the learning_rate");

    @Override
    public Optional<Verdict> judge(History history) {
        List<List<LayerLine>> looks = history.looks();
        if (looks.size() < LOOKS) {
            return Optional.empty();
        }
        // At the start all rows have a gradient, so one look will do; later some have none any more.
        return judge(history, looks.subList(0, 1))
                .or(() -> judge(history, looks.subList(looks.size() - LOOKS, looks.size())));
    }

    private static Optional<Verdict> judge(History history, List<List<LayerLine>> looks) {
        double ratio = looks.stream().mapToDouble(GradientDepth::ratio).sorted().toArray()[looks.size() / 2];
        if (!(ratio < VANISHED || ratio > EXPLODED) || withoutUnits(looks.get(looks.size() - 1))) {
            return Optional.empty();
        }
        List<LayerLine> layers = withGradient(looks.get(looks.size() - 1));
        return Optional.of((ratio < VANISHED ? VANISHING : EXPLODING)
                .at(
                        history,
                        Optional.of(layers.get(0).layer()),
                        looks.get(0).get(0).step(),
                        "the gradient at %s is %.1e times as long as at %s, %d layers behind it",
                        layers.get(0).layer(),
                        ratio,
                        layers.get(layers.size() - 1).layer(),
                        layers.size() - 1));
    }

    /** NaN where the network is not deep, or nothing is left to be learned. */
    private static double ratio(List<LayerLine> look) {
        List<LayerLine> layers = withGradient(look);
        if (layers.size() < DEEP) {
            return Double.NaN;
        }
        return layers.get(0).outputGradient() / layers.get(layers.size() - 1).outputGradient();
    }

    private static List<LayerLine> withGradient(List<LayerLine> look) {
        return look.stream()
                .filter(line -> !Double.isNaN(line.outputGradient()))
                .toList();
    }

    /** Where all units of a layer are dead, that is what stops the gradient. */
    private static boolean withoutUnits(List<LayerLine> look) {
        return look.stream().anyMatch(line -> line.dead() == 1);
    }
}
