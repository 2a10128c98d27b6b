package io.kindling.driver.check;

import io.kindling.driver.config.RunConfig;
import io.kindling.driver.spark.SparkCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Asks all that is to be known of a run before it begins: what {@code kindling check} does. Nothing of it is kept. */
public final class Check {
    /** From what needs no step to what needs hundreds. */
    private static final List<Question> QUESTIONS = List.of(
            new EnoughMemory(),
            new FastKernels(),
            new SensibleTargets(),
            new LossAtStart(),
            new ValidationSteps(),
            new UnlikeUnits(),
            new NonlinearLayers(),
            new SignalsByDepth(),
            new TrueGradients(),
            new OverfitsFewRows(),
            new LearningRateRange(),
            new FirstSteps(),
            new FasterPrecision());

    private Check() {}

    /**
     * Asks.
     *
     * @param out told the answers as they come
     * @throws io.kindling.driver.UserException if the data do not fit the model
     */
    public static CheckReport run(RunConfig config, SparkCluster cluster, Consumer<String> out) {
        long begun = System.nanoTime();
        List<Finding> findings = new ArrayList<>();
        try (Subject subject = Subject.open(config, cluster, out)) {
            for (Question question : QUESTIONS) {
                Finding finding = question.ask(subject);
                findings.add(finding);
                CheckLines.of(finding).forEach(out);
                if (question.endsAll(finding)) {
                    break;
                }
            }
        }
        CheckReport report = new CheckReport(config.name(), findings, (System.nanoTime() - begun) / 1e9);
        out.accept(report.line());
        return report;
    }
}
