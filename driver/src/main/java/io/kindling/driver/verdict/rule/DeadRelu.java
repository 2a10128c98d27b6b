package io.kindling.driver.verdict.rule;

import io.kindling.driver.report.LayerLine;
import io.kindling.driver.verdict.Found;
import io.kindling.driver.verdict.History;
import io.kindling.driver.verdict.Rule;
import io.kindling.driver.verdict.Verdict;
import io.kindling.driver.verdict.Verdict.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Half of a layer's ReLU units, or more, give nothing but 0 for any row: no gradient comes through them, and they never learn again. */
final class DeadRelu implements Rule {
    private static final double MANY = 0.5;
    /** The window of dead units must have filled. */
    private static final int LOOKS = 10;

    private static final Found FOUND = new Found(
            "dead_relu",
            Severity.WARNING,
            "dead ReLU units",
            "a learning rate that has thrown biases far below 0, or weights that start too large",
            "lower training.optimizer's learning_rate, or take leaky_relu or gelu in place of relu, or put a batch_norm in front of it");

    @Override
    public Optional<Verdict> judge(History history) {
        List<List<LayerLine>> looks = history.looks();
        if (looks.size() < LOOKS) {
            return Optional.empty();
        }
        List<LayerLine> dead = looks.get(looks.size() - 1).stream()
                .filter(line -> line.dead() >= MANY)
                .sorted(Comparator.comparing(LayerLine::dead).reversed())
                .toList();
        if (dead.isEmpty()) {
            return Optional.empty();
        }
        LayerLine worst = dead.get(0);
        return Optional.of(FOUND.at(
                history,
                Optional.of(worst.layer()),
                since(history.layer(worst.layer())),
                "%.0f %% of the units of %s (%s) gave nothing but 0 in the last %d looks%s",
                100 * worst.dead(),
                worst.layer(),
                worst.kind(),
                LOOKS,
                dead.size() == 1 ? "" : "; " + (dead.size() - 1) + " more layers have as few alive"));
    }

    /** The first step of those, up to the last, in which many were dead. */
    private static long since(List<LayerLine> lines) {
        long since = lines.get(lines.size() - 1).step();
        for (int i = lines.size() - 1; i >= 0 && lines.get(i).dead() >= MANY; i--) {
            since = lines.get(i).step();
        }
        return since;
    }
}
