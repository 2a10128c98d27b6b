package io.kindling.driver.check;

import io.kindling.driver.report.Figures;
import io.kindling.kernels.work.EvaluationStepWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The first steps of the run exactly as it would take them, with its rate, its schedule and its way of meeting: whether the loss
 * stays finite, and how long an epoch and all of it would take. Java is still warming up then: the real time is rather less.
 */
final class FirstSteps implements Question {
    private static final int MOST_STEPS = 40;
    private static final int LEAST_ROUNDS = 3;
    private static final long MOST_NANOS = 5_000_000_000L;
    /** At the end, how many times the loss of the first step may be lost. */
    private static final double RISEN = 2;

    @Override
    public String name() {
        return "first steps";
    }

    @Override
    public Finding ask(Subject subject) {
        RunSteps steps = new RunSteps(subject, subject.batches(), "first steps");
        long most = Math.max(MOST_STEPS, LEAST_ROUNDS * steps.mostSteps());
        List<Double> losses = new ArrayList<>();
        List<Double> millis = new ArrayList<>();
        long until = System.nanoTime() + MOST_NANOS;
        while (steps.more() && losses.size() < most && (millis.size() < LEAST_ROUNDS || System.nanoTime() < until)) {
            RunSteps.Round round = steps.advance();
            millis.add(round.millis());
            round.steps().forEach(step -> losses.add(step.meanLoss()));
            if (!losses.stream().allMatch(Double::isFinite)) {
                break;
            }
        }
        return judged(subject, losses, median(millis));
    }

    private Finding judged(Subject subject, List<Double> losses, double millis) {
        long stepsPerEpoch = subject.run().stepsPerEpoch();
        int epochs = subject.config().training().epochs();
        double first = losses.get(0);
        double last = mean(losses.subList(Math.max(0, losses.size() - 5), losses.size()));
        String fell = "loss " + Figures.of(first) + " to " + Figures.of(last) + " in " + losses.size() + " steps";
        double epoch = millis * stepsPerEpoch / 1e3;
        double validation = validationSeconds(subject);
        double whole = epochs * (epoch + validation * validationsAnEpoch(subject, stepsPerEpoch));
        String found = String.format(
                Locale.ROOT,
                "%.1f ms a step: about %s for each of %d epochs of %,d steps, %s for a validation, %s in all; %s",
                millis,
                time(epoch),
                epochs,
                stepsPerEpoch,
                time(validation),
                time(whole),
                fell);
        Finding finding;
        if (!Double.isFinite(last)) {
            finding = Finding.failed(
                    name(),
                    "the loss is no longer finite after " + losses.size() + " steps as configured",
                    "a finite loss",
                    "a smaller learning_rate in training.optimizer, warmup_steps in training.schedule, or"
                            + " training.clip_norm: 1");
        } else if (last > RISEN * first) {
            finding = Finding.failed(
                    name(),
                    found,
                    "a loss that does not grow",
                    "a smaller learning_rate in training.optimizer, or warmup_steps in training.schedule");
        } else {
            finding = Finding.ok(name(), found);
        }
        return finding.with("step_ms", millis)
                .with("epoch_seconds", epoch)
                .with("validation_seconds", validation)
                .with("all_seconds", whole)
                .with("first_loss", first)
                .with("last_loss", last);
    }

    /** By what a batch takes. */
    private static double validationSeconds(Subject subject) {
        if (subject.validation().isEmpty()) {
            return 0;
        }
        double rows = subject.run().data().validation().orElseThrow().rows();
        float[] weights = subject.start();
        double least = Double.POSITIVE_INFINITY;
        for (int time = 0; time < 3; time++) {
            long begun = System.nanoTime();
            long taken = subject.validation()
                    .orElseThrow()
                    .aggregate(new EvaluationStepWork(subject.metrics(), 0), weights, "a batch to validate on")
                    .rows();
            least = Math.min(least, (System.nanoTime() - begun) / 1e9 / taken * rows);
        }
        return least;
    }

    private static double validationsAnEpoch(Subject subject, long stepsPerEpoch) {
        return subject.config()
                .training()
                .validateEverySteps()
                .map(every -> (double) stepsPerEpoch / every)
                .orElse(1.0);
    }

    /** Of the later half: Java compiles during the first. */
    private static double median(List<Double> millis) {
        double[] later = millis.subList(millis.size() / 2, millis.size()).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return later[later.length / 2];
    }

    private static double mean(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    private static String time(double seconds) {
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (seconds < 120) {
            return Math.round(seconds) + " s";
        }
        return seconds < 7200
                ? Math.round(seconds / 60) + " min"
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }
}
