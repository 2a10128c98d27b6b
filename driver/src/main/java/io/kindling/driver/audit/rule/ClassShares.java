package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.NumberFigures;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.Severity;
import io.kindling.driver.audit.WordFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Labels that are missing, or nearly all the same, or that only one part has. */
final class ClassShares implements Rule {
    private static final double RARE = 0.01;
    private static final double MOST = 0.9;
    /** Named one by one; of more classes how many. */
    private static final int NAMED = 10;

    @Override
    public List<Finding> judge(Figures figures) {
        List<Finding> findings = new ArrayList<>();
        for (Part part : figures.parts()) {
            if (part.label() != null && part.label().missing() > 0) {
                findings.add(missing(figures, part));
            }
        }
        if (figures.training().label() instanceof NumberFigures numbers
                && numbers.moments().count() > 1
                && numbers.moments().deviation() == 0) {
            findings.add(same(figures, Shares.number(numbers.moments().mean())));
        }
        if (figures.training().label() instanceof WordFigures words && words.few()) {
            classes(figures, words, findings);
        }
        return findings;
    }

    private static void classes(Figures figures, WordFigures words, List<Finding> findings) {
        Map<String, Long> training = words.values();
        long rows = training.values().stream().mapToLong(Long::longValue).sum();
        if (training.size() == 1) {
            findings.add(same(figures, "\"" + training.keySet().iterator().next() + "\""));
        } else {
            unlike(figures, training, rows, findings);
        }
        for (Part part : figures.others()) {
            if (part.label() instanceof WordFigures other && other.few()) {
                onlyOne(figures, part, training, other.values(), findings);
            }
        }
    }

    private static void unlike(Figures figures, Map<String, Long> training, long rows, List<Finding> findings) {
        double even = 1.0 / training.size();
        List<String> rare = new ArrayList<>();
        training.forEach((name, count) -> {
            double share = (double) count / rows;
            if (share < RARE * Math.min(1, 10 * even)) {
                rare.add("\"" + name + "\" (" + count + ")");
            }
            if (share > MOST) {
                findings.add(Finding.of(
                                "one_class_nearly_all",
                                Severity.NOTE,
                                figures.label().orElseThrow(),
                                "look at recall and F1 instead of accuracy, which is as high for a network that always says"
                                        + " so; data.weight gives rows of the others more weight",
                                "\"%s\" is the class of %s of the training rows",
                                name,
                                Shares.percent(share))
                        .with("share", share));
            }
        });
        if (!rare.isEmpty()) {
            findings.add(Finding.of(
                    "rare_class",
                    Severity.NOTE,
                    figures.label().orElseThrow(),
                    "give their rows more weight by data.weight, or gather more of them",
                    "of %,d training rows few are of %s",
                    rows,
                    named(rare)));
        }
    }

    private static void onlyOne(
            Figures figures, Part part, Map<String, Long> training, Map<String, Long> other, List<Finding> findings) {
        TreeSet<String> unseen = new TreeSet<>(other.keySet());
        unseen.removeAll(training.keySet());
        if (!unseen.isEmpty()) {
            long rows = unseen.stream().mapToLong(other::get).sum();
            findings.add(Finding.of(
                            "unseen_labels",
                            Severity.ERROR,
                            figures.label().orElseThrow(),
                            "draw the parts so that each has all classes (data.validation.fraction draws by chance), or leave"
                                    + " these rows out by a where condition",
                            "%,d rows of the %s part have a label that no training row has: %s",
                            rows,
                            part.name(),
                            named(unseen.stream()
                                    .map(name -> "\"" + name + "\"")
                                    .toList()))
                    .with("rows", rows));
        }
        TreeSet<String> unmeasured = new TreeSet<>(training.keySet());
        unmeasured.removeAll(other.keySet());
        if (!unmeasured.isEmpty() && !other.isEmpty()) {
            findings.add(Finding.of(
                    "unmeasured_labels",
                    Severity.NOTE,
                    figures.label().orElseThrow(),
                    "what the network makes of them is not measured there; draw the parts by chance",
                    "no row of the %s part has one of the labels %s, which the training part has",
                    part.name(),
                    named(unmeasured.stream().map(name -> "\"" + name + "\"").toList())));
        }
    }

    private static Finding missing(Figures figures, Part part) {
        return Finding.of(
                        "missing_label",
                        Severity.ERROR,
                        figures.label().orElseThrow(),
                        "leave them out by a where condition, such as `"
                                + figures.label().orElseThrow() + "` is not null",
                        "%,d rows of the %s part have no label",
                        part.label().missing(),
                        part.name())
                .with("rows", part.label().missing());
    }

    private static Finding same(Figures figures, String value) {
        return Finding.of(
                "constant_label",
                Severity.ERROR,
                figures.label().orElseThrow(),
                "look whether data.label names the right column, and data.train.where leaves other rows",
                "all training rows have the label %s: there is nothing to learn",
                value);
    }

    private static String named(List<String> names) {
        return names.size() <= NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
    }
}
