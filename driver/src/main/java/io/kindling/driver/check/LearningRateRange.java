package io.kindling.driver.check;

import io.kindling.driver.optim.Optimizer;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.GradientWork;
import java.util.Locale;

/**
 * At which rates the loss falls, and from which on it is lost, by steps of the run's own optimizer on its own batches whose rate
 * grows from one to the next (Smith 2017); compared with the configured rate.
 */
final class LearningRateRange implements Question {
    private static final double LOWEST = 1e-6;
    private static final double HIGHEST = 1;
    private static final int STEPS = 100;
    /** Where all of them would take too long. */
    private static final int FEWER_STEPS = 50;

    private static final double TOO_LONG_SECONDS = 30;
    /** Of fewer no curve can be made. */
    private static final int LEAST_STEPS = 10;
    /** A fall that tells something, of the loss at first. */
    private static final double FALL = 0.05;
    /** How near the configured rate may come to where the loss is lost. */
    private static final double TOO_NEAR = 2;
    /** How far it may lie below the suggested one. */
    private static final double TOO_FAR = 100;

    @Override
    public String name() {
        return "learning rate";
    }

    @Override
    public Finding ask(Subject subject) {
        if (subject.config().training().solver().fullBatch()) {
            return Finding.skipped(name(), "training.solver searches for the length of each step by itself");
        }
        double configured = subject.config().training().optimizer().learningRate();
        RateCurve curve = curve(subject, configured);
        if (curve.steps() < LEAST_STEPS) {
            return Finding.failed(
                            name(),
                            "the loss is not finite after " + curve.steps() + " steps at rates below "
                                    + rate(curve.steps() == 0 ? LOWEST : curve.rate(curve.steps() - 1)),
                            "a finite loss",
                            "scale features and targets (data.standardize, data.scale, data.label.standardize)")
                    .with("configured", configured);
        }
        return judged(curve, configured)
                .with("configured", configured)
                .with("suggested", curve.suggested())
                .with("steepest", curve.rate(curve.steepest()))
                .with("lowest", curve.rate(curve.lowest()))
                .with("lost", curve.lost().map(curve::rate).orElse(Double.NaN))
                .with("rates", curve.rates())
                .with("losses", curve.losses())
                .showing(RatePlot.lines(curve, configured));
    }

    private Finding judged(RateCurve curve, double configured) {
        if (!curve.fellBy(FALL)) {
            return Finding.warning(
                    name(),
                    "the loss falls at no rate up to " + rate(curve.rate(curve.steps() - 1)),
                    "a fall of at least " + Math.round(100 * FALL) + " %",
                    "see what the answers above say; a batch may be too small (training.batch_size)");
        }
        double lost = curve.lost().map(curve::rate).orElse(Double.POSITIVE_INFINITY);
        String found = "the loss falls most at " + rate(curve.rate(curve.steepest()))
                + (curve.lost().isPresent()
                        ? " and is lost from " + rate(lost) + " on"
                        : ", and is not lost up to " + rate(curve.rate(curve.steps() - 1)))
                + "; configured is " + rate(configured);
        String wanted = "about " + rate(curve.suggested());
        String remedy = "training.optimizer: learning_rate: " + rate(curve.suggested());
        if (configured >= lost) {
            return Finding.failed(name(), found, wanted, remedy);
        }
        if (configured > lost / TOO_NEAR) {
            return Finding.warning(
                    name(), found + ", close to it", wanted, remedy + ", or warmup_steps in training.schedule");
        }
        if (configured < curve.suggested() / TOO_FAR) {
            return Finding.warning(name(), found + ", which hardly moves it", wanted, remedy);
        }
        return Finding.ok(name(), found + ", suggested " + rate(curve.suggested()));
    }

    private static RateCurve curve(Subject subject, double configured) {
        double lowest = configured > 0 ? Math.min(LOWEST, configured / 100) : LOWEST;
        double highest = Math.max(HIGHEST, 10 * configured);
        float[] weights = subject.start();
        int steps = steps(subject, weights);
        double factor = Math.pow(highest / lowest, 1.0 / (steps - 1));
        Optimizer optimizer = subject.run().optimizer((base, step) -> lowest * Math.pow(factor, (double) step));
        RateCurve curve = new RateCurve();
        for (int step = 0; step < steps && curve.lost().isEmpty(); step++) {
            GradientSum sum =
                    subject.batches().aggregate(new GradientWork(step), weights, "rate " + (step + 1) + " of " + steps);
            if (!Double.isFinite(sum.meanLoss())) {
                break;
            }
            curve.add(optimizer.learningRateAt(step), sum.meanLoss());
            optimizer.step(weights, sum.meanGradient());
            subject.model().moveRunning(sum.tally(), weights);
        }
        return curve;
    }

    /** The curve shall not depend on how busy the machine is: as seldom as can be. */
    private static int steps(Subject subject, float[] weights) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long begun = System.nanoTime();
            subject.batches().aggregate(new GradientWork(0), weights, "a step, to see how long it takes");
            best = Math.min(best, System.nanoTime() - begun);
        }
        return STEPS * ((double) best / 1e9) > TOO_LONG_SECONDS ? FEWER_STEPS : STEPS;
    }

    private static String rate(double rate) {
        return String.format(Locale.ROOT, "%.2g", rate);
    }
}
