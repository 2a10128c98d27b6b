package io.kindling.driver.check;

import io.kindling.driver.config.RunConfig;
import io.kindling.driver.exchange.StartingWeights;
import io.kindling.driver.report.ModelTable;
import io.kindling.driver.report.RunLines;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.data.PreparedData;
import io.kindling.kernels.model.MemoryPlan;
import io.kindling.kernels.model.Model;
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
            new FirstSteps());

    private Check() {}

    /**
     * Asks.
     *
     * @param out told the answers as they come
     * @throws io.kindling.driver.UserException if the data do not fit the model
     */
    public static CheckReport run(RunConfig config, SparkCluster cluster, Consumer<String> out) {
        long begun = System.nanoTime();
        config.training().solver().demand();
        int shards = config.spark().shards().orElse(cluster.slots());
        RunConfig settled = config.withShards(shards);
        Model model = config.model().model();
        MemoryPlan memory = MemoryPlan.of(model, config.training().augmentations());
        int shareRows = (config.training().batchSize() + shards - 1) / shards;
        ModelTable.lines(model, memory, shareRows).forEach(out);
        float[] start = StartingWeights.of(config, model, out);
        PreparedData data = cluster.prepare(config, model, shards);
        out.accept(RunLines.rows(data));
        List<Finding> findings = new ArrayList<>();
        try (Subject subject = new Subject(settled, cluster, model, memory, start, data, out)) {
            for (Question question : QUESTIONS) {
                Finding finding = question.ask(subject);
                findings.add(finding);
                CheckLines.of(finding).forEach(out);
            }
        }
        CheckReport report = new CheckReport(config.name(), findings, (System.nanoTime() - begun) / 1e9);
        out.accept(report.line());
        return report;
    }
}
