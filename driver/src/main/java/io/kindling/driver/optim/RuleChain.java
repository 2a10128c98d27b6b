package io.kindling.driver.optim;

import io.kindling.driver.optim.rule.Rule;
import io.kindling.driver.optim.rule.RuleState;
import io.kindling.driver.optim.rule.Step;
import io.kindling.driver.optim.rule.SubtractUpdate;
import io.kindling.driver.optim.rule.Transform;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules with their memory, in passes: rules that need no look at the whole update are applied one after the other to a
 * block that stays in the processor's cache, so that a chain such as Adam's goes through memory once.
 */
final class RuleChain {
    /** Numbers in a worker's piece of a pass. */
    private static final int PIECE = 65_536;

    /** Numbers that stay in the first-level cache with their moments: 4 arrays of 8 KB. */
    private static final int CACHED = 2_048;

    /** A rule and its memory. */
    record Link(Rule rule, RuleState state) {}

    private final List<Link> links = new ArrayList<>();
    private final List<List<Link>> passes = new ArrayList<>();

    RuleChain(List<Rule> rules, int length) {
        passes.add(new ArrayList<>());
        rules.forEach(rule -> add(rule, length));
        add(new SubtractUpdate(), length);
    }

    private void add(Rule rule, int length) {
        Link link = new Link(rule, RuleState.zeros(rule, length));
        if (rule.readsWholeUpdate()) {
            passes.add(new ArrayList<>());
        }
        passes.get(passes.size() - 1).add(link);
        links.add(link);
    }

    List<Link> links() {
        return links;
    }

    /** Takes the step: changes its update and its parameters. */
    void apply(Step step) {
        for (List<Link> pass : passes) {
            Transform[] transforms = pass.stream()
                    .map(link -> link.rule().at(step, link.state()))
                    .toArray(Transform[]::new);
            int length = step.update().length;
            int pieces = (int) (((long) length + PIECE - 1) / PIECE);
            step.workers().forEach(pieces, piece -> {
                int start = piece * PIECE;
                apply(transforms, start, start + Math.min(PIECE, length - start));
            });
        }
    }

    private static void apply(Transform[] transforms, int start, int end) {
        int to;
        for (int from = start; from < end; from = to) {
            to = from + Math.min(CACHED, end - from);
            for (Transform transform : transforms) {
                transform.apply(from, to);
            }
        }
    }
}
