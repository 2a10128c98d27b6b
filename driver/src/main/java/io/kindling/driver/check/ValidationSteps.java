package io.kindling.driver.check;

import io.kindling.driver.report.Figures;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.kernels.metric.Metrics;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.EvaluationStepWork;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Two batches of the validation rows, as validation would take them: whether it works, and whether they are like the others. */
final class ValidationSteps implements Question {
    private static final int STEPS = 2;
    /** How many times the loss on rows to learn from the loss on rows to validate on may be, and the other way round. */
    private static final double ALIKE = 2;

    @Override
    public String name() {
        return "validation";
    }

    @Override
    public Finding ask(Subject subject) {
        if (subject.validation().isEmpty()) {
            return Finding.skipped(
                    name(), "there are no rows to validate on; data.validation: {fraction: 0.1} sets some aside");
        }
        Metrics metrics = subject.metrics();
        float[] start = subject.start();
        GradientSum learned = sum(subject.batches(), metrics, start);
        double trainLoss = learned.meanLoss();
        GradientSum validated = sum(subject.validation().orElseThrow(), metrics, start);
        double loss = validated.weight() == 0 ? Double.NaN : validated.meanLoss();
        Map<String, Double> figures = metrics.figures(validated.tally());
        String found = "loss " + Figures.of(loss)
                + figures.entrySet().stream()
                        .limit(2)
                        .map(figure -> ", " + figure.getKey() + " " + Figures.of(figure.getValue()))
                        .collect(Collectors.joining())
                + String.format(
                        Locale.ROOT,
                        " on %,d of the rows to validate on; %s on rows to learn from",
                        validated.rows(),
                        Figures.of(trainLoss));
        return judged(subject, found, loss, trainLoss, figures)
                .with("validation_loss", loss)
                .with("train_loss", trainLoss);
    }

    private Finding judged(Subject subject, String found, double loss, double trainLoss, Map<String, Double> figures) {
        if (!Double.isFinite(loss)) {
            return Finding.failed(
                    name(),
                    found,
                    "a finite loss",
                    "look at the rows of data.validation: weights that are all 0, or numbers that are not scaled");
        }
        String monitor = subject.config().training().monitor();
        if (!monitor.equals("loss") && !figures.containsKey(monitor)) {
            return Finding.failed(
                    name(),
                    found,
                    "training.monitor: " + monitor + " among loss, " + String.join(", ", figures.keySet()),
                    "set training.monitor to one of them");
        }
        if (loss > ALIKE * trainLoss || trainLoss > ALIKE * loss) {
            return Finding.warning(
                    name(),
                    found,
                    "about the same loss on both, as nothing has been learned yet",
                    "see whether the rows of data.validation are like those of data.train: the same units, the same classes");
        }
        return Finding.ok(name(), found);
    }

    /** The rows of two steps; an epoch may have but one. */
    private static GradientSum sum(GradientAggregator rows, Metrics metrics, float[] weights) {
        GradientSum both = new GradientSum(0);
        for (int step = 0; step < STEPS; step++) {
            both.merge(rows.aggregate(
                    new EvaluationStepWork(metrics, step), weights, "validation step " + (step + 1) + " of " + STEPS));
        }
        return both;
    }
}
