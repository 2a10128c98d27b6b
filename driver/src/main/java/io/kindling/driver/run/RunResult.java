package io.kindling.driver.run;

import io.kindling.driver.ClusterException;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.report.Ledger;
import io.kindling.driver.report.LedgerLines;
import io.kindling.driver.report.RunLines;
import io.kindling.driver.report.Summary;
import io.kindling.driver.store.StoredModel;
import io.kindling.driver.train.TrainingFailedException;
import io.kindling.driver.train.TrainingResult;
import java.io.PrintStream;
import java.util.Map;

/**
 * What is left of a run when training has ended: the model, its figures on the test rows, the summary.
 *
 * @param exact whether all of it was computed alike
 * @param ledger where the steps' time went
 */
record RunResult(
        RunConfig config, RunDirectory directory, RunEngine engine, boolean exact, Ledger ledger, PrintStream out) {
    private static final String NOT_TESTED = "the cluster has failed; the test rows are left out";

    /** Saves the kept parameters and tests them; of a run that took no step there is nothing to keep. */
    Summary finish(TrainingResult result) {
        if (result.steps() == 0) {
            out.println("stopped before the first step; there is no model");
            return written(result, Map.of());
        }
        save(result);
        try {
            Map<String, Double> test = engine.test(result.parameters());
            engine.inspection(result.parameters()).ifPresent(json -> directory.write("evaluation.json", json));
            return told(result, test);
        } catch (ClusterException e) {
            out.println(NOT_TESTED);
            told(result, Map.of());
            throw e;
        }
    }

    /** Training failed: what was validated is kept; where it was the cluster that failed, also what was not. */
    Summary failed(TrainingFailedException failure) {
        Summary summary = kept(failure).failedBecauseOf(failure.reason());
        directory.write("summary.json", summary.json());
        return summary;
    }

    private Summary kept(TrainingFailedException failure) {
        TrainingResult soFar = failure.soFar();
        boolean ofTheCluster = failure.reason() instanceof ClusterException;
        if (soFar.steps() == 0 || (soFar.validation().isEmpty() && !ofTheCluster)) {
            return written(soFar, Map.of());
        } else if (ofTheCluster) {
            out.println(NOT_TESTED);
            out.println(RunLines.result(soFar, Map.of()));
            Summary summary = written(soFar, Map.of());
            saveIfPossible(soFar);
            return summary;
        }
        return finish(soFar);
    }

    /** A pipeline with transformers cannot be saved without Spark. */
    private void saveIfPossible(TrainingResult soFar) {
        try {
            save(soFar);
            out.println("model: " + directory.model());
        } catch (ClusterException e) {
            out.println("The model is not saved, for its transformers need Spark; its weights are in the checkpoint, if"
                    + " there are checkpoints. " + e.getMessage());
        }
    }

    private void save(TrainingResult result) {
        engine.save(new StoredModel(config.name(), config.model(), result.parameters()), directory.model());
    }

    private Summary told(TrainingResult result, Map<String, Double> test) {
        out.println(RunLines.result(result, test));
        if (ledger.steps() > 0) {
            out.println(LedgerLines.parts(ledger));
            out.println(LedgerLines.advice(ledger, engine.name().equals("spark")));
        }
        out.println("model: " + directory.model());
        return written(result, test);
    }

    private Summary written(TrainingResult result, Map<String, Double> test) {
        Summary summary = engine.summary(result, test, ledger, exact);
        directory.write("summary.json", summary.json());
        return summary;
    }
}
