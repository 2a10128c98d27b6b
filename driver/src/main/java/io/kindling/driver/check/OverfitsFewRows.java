package io.kindling.driver.check;

import io.kindling.driver.optim.Adam;
import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.rule.Segments;
import io.kindling.driver.report.Figures;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.CommonDrawsWork;
import io.kindling.kernels.work.TargetWork.Targets;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the network can learn a few rows by heart. One that cannot either sees nothing in the rows that tells them apart, or does
 * not learn; one with fewer parameters than rows need not. Adam does it, at the best of a few rates, whatever the run's own
 * optimizer is.
 */
final class OverfitsFewRows implements Question {
    private static final double[] RATES = {0.003, 0.02, 0.0005};
    private static final int STEPS = 300;
    private static final long MOST_NANOS = 5_000_000_000L;
    /** Of the loss of the best constant answer, what is near zero. */
    private static final double NEAR_ZERO = 0.05;
    /** Of the way from there to near zero, what is as good as having learned nothing. */
    private static final double LITTLE = 0.1;

    @Override
    public String name() {
        return "overfitting";
    }

    /** The least loss within the steps, and how many it took. */
    private record Reached(double loss, int steps, double rate) {}

    @Override
    public Finding ask(Subject subject) {
        Model model = subject.model();
        Targets targets = subject.targets(subject.few(), 0);
        double constant = subject.lossOf(ConstantAnswer.best(model, targets), subject.few(), 0);
        double least = ConstantAnswer.leastLoss(model, targets);
        if (!(constant > 1.01 * least)) {
            return Finding.skipped(name(), "the few rows that were tried have one target, which needs no learning");
        }
        double enough = least + NEAR_ZERO * (constant - least);
        Reached best = null;
        for (int i = 0; i < RATES.length && (best == null || best.loss() > enough); i++) {
            Reached reached = learn(subject, RATES[i], enough);
            best = best == null || reached.loss() < best.loss() ? reached : best;
        }
        String found = String.format(
                Locale.ROOT,
                "%d rows: loss %s after %d steps of Adam at %s, where one answer for all rows has %s%s",
                subject.fewRows(),
                Figures.of(best.loss()),
                best.steps(),
                Figures.of(best.rate()),
                Figures.of(constant),
                least == 0 ? "" : " and no answer less than " + Figures.of(least));
        return judged(subject, found, best.loss(), constant, enough)
                .with("loss", best.loss())
                .with("steps", best.steps())
                .with("constant_loss", constant)
                .with("least_loss", least);
    }

    private Finding judged(Subject subject, String found, double loss, double constant, double enough) {
        if (loss <= enough) {
            return Finding.ok(name(), found);
        }
        String wanted = "less than " + Figures.of(enough);
        long targets = (long) subject.fewRows() * subject.model().output().vectors();
        int parameters = subject.model().layout().parameters();
        if (!(loss <= constant - LITTLE * (constant - enough))) {
            return Finding.failed(
                    name(),
                    found + ": nothing was learned",
                    wanted,
                    "look at the features, which may be constant or missing (data.columns, data.scale), at the labels, and at"
                            + " what the answers above say of gradients and weights");
        }
        if (parameters < 2 * targets) {
            return Finding.ok(name(), found + "; " + parameters + " parameters cannot learn them by heart");
        }
        return Finding.warning(
                name(),
                found,
                wanted,
                "if there is much dropout or little room in model.layers, that is why; else look for rows with the same"
                        + " features and different labels");
    }

    /** Learns the rows of one step, with the same dropout each time and for each row. */
    private static Reached learn(Subject subject, double rate, double enough) {
        Model model = subject.model();
        float[] weights = subject.start();
        Optimizer adam = Optimizer.of(
                new Adam(rate, 0.9, 0.999, 1e-8, false, 0),
                (base, step) -> base,
                Optional.empty(),
                Optional.empty(),
                Segments.of(model.layout()),
                model.layout().parameters());
        long until = System.nanoTime() + MOST_NANOS;
        double least = Double.POSITIVE_INFINITY;
        int taken = 0;
        for (int i = 0; i <= STEPS && least > enough && System.nanoTime() < until; i++) {
            GradientSum sum = subject.few().aggregate(new CommonDrawsWork(0), weights, "overfitting, step " + (i + 1));
            if (!Double.isFinite(sum.meanLoss())) {
                break;
            }
            if (sum.meanLoss() < least) {
                least = sum.meanLoss();
                taken = i;
            }
            adam.step(weights, sum.meanGradient());
        }
        return new Reached(least, taken, rate);
    }
}
