package io.kindling.driver.check;

import io.kindling.driver.report.Figures;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.loss.TargetKind;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.TrainingLossWork;

/**
 * Whether the loss at the start is what a network has that knows nothing: for classes that of equal probabilities, the logarithm
 * of their number; for numbers that of answering the mean, the variance of the target.
 */
final class LossAtStart implements Question {
    private static final int MOST_BATCHES = 4;
    private static final double FAR = 3;
    private static final double TOO_FAR = 10;
    private static final double NEAR = 0.5;

    @Override
    public String name() {
        return "loss at start";
    }

    @Override
    public Finding ask(Subject subject) {
        Model model = subject.model();
        boolean numbers = model.loss().targetKind() == TargetKind.NUMBER;
        float[] nothing = numbers
                ? ConstantAnswer.best(model, subject.targets(subject.batches(), 0))
                : new float[model.output().last()];
        double loss = 0;
        double weight = 0;
        double expected = 0;
        int batches = (int) Math.min(MOST_BATCHES, subject.run().job().sampler().stepsPerEpoch());
        float[] start = subject.start();
        for (int step = 0; step < batches; step++) {
            GradientSum sum =
                    subject.batches().aggregate(new TrainingLossWork(step), start, "loss of step " + (step + 1));
            loss += sum.loss();
            weight += sum.weight();
            expected += subject.lossOf(nothing, subject.batches(), step) / batches;
        }
        double found = weight == 0 ? Double.NaN : loss / weight;
        return judged(subject, found, expected, expectedBy(model))
                .with("loss", found)
                .with("expected_loss", expected);
    }

    /** From a loss that is no number there is no way down. */
    @Override
    public boolean endsAll(Finding finding) {
        return !Double.isFinite(finding.numbers().get("loss"));
    }

    private static String expectedBy(Model model) {
        return switch (model.loss().targetKind()) {
            case NUMBER -> "that of answering the mean, for the squared error the variance of the target";
            case BINARY -> "that of a probability of one half, ln 2 where all rows count alike";
            case CLASS_INDEX, PROBABILITIES ->
                isPlain(model)
                        ? "ln " + model.output().last() + ", that of equal probabilities"
                        : "that of equal probabilities";
        };
    }

    private static boolean isPlain(Model model) {
        return model.loss() instanceof CrossEntropy loss && loss.classWeights().isEmpty();
    }

    private Finding judged(Subject subject, double loss, double expected, String by) {
        String found = Figures.of(loss) + " where " + Figures.of(expected) + " is expected, " + by;
        if (!Double.isFinite(loss)) {
            return Finding.failed(
                    name(),
                    "the loss is " + loss + " before the first step",
                    "a finite loss of about " + Figures.of(expected),
                    "scale features and targets (data.standardize, data.scale, data.label.standardize); look at layers of"
                            + " your own");
        }
        if (loss > FAR * expected) {
            String wanted = "less than " + Figures.of(FAR * expected);
            String remedy = subject.model().loss().targetKind() == TargetKind.NUMBER
                    ? "data.label: {standardize: true}, and data.standardize: true or data.scale for the features"
                    : "features are too large for the first weights (data.standardize: true, or data.scale: 0.0039 for"
                            + " bytes), or an initializer is";
            return loss > TOO_FAR * expected
                    ? Finding.failed(name(), found, wanted, remedy)
                    : Finding.warning(name(), found, wanted, remedy);
        }
        boolean trained = subject.config().training().initialWeights().isPresent();
        if (loss < NEAR * expected && !trained) {
            return Finding.warning(
                    name(),
                    found,
                    "no network knows so much at the start",
                    "look for a column that gives the label away (data.exclude), and at the loss");
        }
        return Finding.ok(name(), found + (trained ? "; it starts with trained weights" : ""));
    }
}
