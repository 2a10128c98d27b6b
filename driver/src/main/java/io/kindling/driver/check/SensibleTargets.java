package io.kindling.driver.check;

import io.kindling.driver.report.Figures;
import io.kindling.kernels.work.TargetWork.Targets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Whether every class comes, and numbers are of a size that a network learns: around 0, and about 1 apart. */
final class SensibleTargets implements Question {
    /** A class that comes less often than one in so many rows would be missed among fewer. */
    private static final int ROWS_A_CLASS = 20;
    /** Numbers may lie so many times from 0, or be spread so wide. */
    private static final double LARGE = 10;

    private static final double SMALL = 0.1;

    @Override
    public String name() {
        return "targets";
    }

    @Override
    public Finding ask(Subject subject) {
        Targets targets = subject.targets(subject.batches(), 0);
        return switch (subject.model().loss().targetKind()) {
            case CLASS_INDEX -> classes(subject, targets.mean());
            case PROBABILITIES -> shares("of each class there is", targets.mean());
            case BINARY -> binary(targets.mean());
            case NUMBER -> numbers(targets);
        };
    }

    private Finding classes(Subject subject, double[] shares) {
        if (subject.model().target().size() > 1) {
            return Finding.ok(
                    name(),
                    IntStream.range(0, shares.length).filter(i -> shares[i] > 0).count() + " of " + shares.length
                            + " classes come in a batch, a class for each token");
        }
        List<Integer> absent = IntStream.range(0, shares.length)
                .filter(i -> shares[i] == 0)
                .boxed()
                .toList();
        long rows = Math.min(
                subject.config().training().batchSize(),
                subject.run().data().train().rows());
        if (!absent.isEmpty() && rows >= (long) ROWS_A_CLASS * shares.length) {
            return Finding.warning(
                            name(),
                            "no row of the class" + (absent.size() == 1 ? " " : "es ") + told(absent) + " among " + rows
                                    + " rows; the network has an output for each of " + shares.length,
                            "every class now and then",
                            "if there are fewer classes, give the last layer as many outputs; if labels do not count from"
                                    + " 0, name them in data.label.classes; if a class is rare, training.batch_size may be"
                                    + " larger")
                    .with("absent_classes", absent.size());
        }
        return shares("of " + shares.length + " classes each comes", shares).with("absent_classes", absent.size());
    }

    private Finding shares(String what, double[] shares) {
        double least = IntStream.range(0, shares.length)
                .mapToDouble(i -> shares[i])
                .min()
                .orElse(0);
        double most = IntStream.range(0, shares.length)
                .mapToDouble(i -> shares[i])
                .max()
                .orElse(0);
        return Finding.ok(name(), what + " " + percent(least) + " to " + percent(most) + " of a batch")
                .with("smallest_share", least)
                .with("largest_share", most);
    }

    private Finding binary(double[] shares) {
        double least = IntStream.range(0, shares.length)
                .mapToDouble(i -> shares[i])
                .min()
                .orElse(0);
        double most = IntStream.range(0, shares.length)
                .mapToDouble(i -> shares[i])
                .max()
                .orElse(0);
        if (least <= 0 || most >= 1) {
            return Finding.warning(
                            name(),
                            least <= 0 ? "no row of a batch is positive" : "every row of a batch is positive",
                            "both kinds of rows",
                            "look at data.label, and at a where condition of data.train that leaves one kind out")
                    .with("positive_share", least <= 0 ? least : most);
        }
        return Finding.ok(name(), percent(least) + (least == most ? "" : " to " + percent(most)) + " are positive")
                .with("positive_share", least);
    }

    private Finding numbers(Targets targets) {
        int worst = 0;
        for (int i = 0; i < targets.mean().length; i++) {
            worst = size(targets, i) > size(targets, worst) ? i : worst;
        }
        double mean = targets.mean()[worst];
        double deviation = targets.deviation()[worst];
        String found = "mean " + Figures.of(mean) + ", standard deviation " + Figures.of(deviation)
                + (targets.mean().length == 1 ? "" : ", at the widest of " + targets.mean().length + " columns");
        if (deviation == 0) {
            return Finding.failed(
                    name(),
                    found + ": all rows of a batch have the same target",
                    "numbers that differ",
                    "choose another column in data.label");
        }
        boolean large = Math.abs(mean) > LARGE || deviation > LARGE || deviation < SMALL;
        Finding finding = large
                ? Finding.warning(
                        name(),
                        found,
                        "numbers around 0, about 1 apart: a network starts with such outputs",
                        "data.label: {standardize: true}; predictions and metrics stay in the label's own units")
                : Finding.ok(name(), found);
        return finding.with("mean", mean).with("standard_deviation", deviation);
    }

    private static double size(Targets targets, int column) {
        return Math.abs(targets.mean()[column]) + targets.deviation()[column];
    }

    private static String told(List<Integer> classes) {
        String first = classes.stream()
                .limit(5)
                .map(String::valueOf)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return classes.size() > 5 ? first + ", …" : first;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
