package io.kindling.driver.run;

import io.kindling.driver.config.RunConfig;
import io.kindling.driver.report.Ledger;
import io.kindling.driver.report.LedgerLines;
import io.kindling.driver.report.RunLines;
import io.kindling.driver.report.Summary;
import io.kindling.driver.store.StoredModel;
import io.kindling.driver.store.WeightsDigest;
import io.kindling.driver.train.TrainingResult;
import io.kindling.kernels.Kernels;
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
    /** Saves the kept parameters and tests them; of a run that took no step there is nothing to keep. */
    Summary finish(TrainingResult result) {
        if (result.steps() == 0) {
            out.println("stopped before the first step; there is no model");
            return written(result, Map.of());
        }
        StoredModel stored = new StoredModel(config.name(), config.model(), result.parameters());
        stored.save(directory.model(), engine.data().pipeline());
        Map<String, Double> test = engine.test(result.parameters());
        out.println(RunLines.result(result, test));
        if (ledger.steps() > 0) {
            out.println(LedgerLines.parts(ledger));
            out.println(LedgerLines.advice(ledger));
        }
        out.println("model: " + directory.model());
        return written(result, test);
    }

    /** Training failed: what was validated is kept. */
    void failed(TrainingResult soFar) {
        if (soFar.validation().isEmpty()) {
            written(soFar, Map.of());
        } else {
            finish(soFar);
        }
    }

    private Summary written(TrainingResult result, Map<String, Double> test) {
        Summary summary = new Summary(
                config.name(),
                config.seed(),
                engine.model().layout().parameters(),
                engine.name(),
                Kernels.best().blas().description(),
                exact && config.training().sync().inexact().isEmpty(),
                config.training().sync().inexact(),
                result,
                test,
                ledger.parts(),
                WeightsDigest.sha256(result.parameters()));
        directory.write("summary.json", summary.json());
        return summary;
    }
}
