package io.kindling.driver.config;

import io.kindling.driver.config.binding.Bound;
import io.kindling.driver.config.binding.Problems;
import io.kindling.driver.optim.schedule.ReduceOnPlateau;
import io.kindling.kernels.metric.Metrics;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** What only shows when sections of a configuration are seen together. */
final class ModelChecks {
    private ModelChecks() {}

    /** Layers and loss that do not fit, an output that labels do not fit, a figure that is not measured. */
    static void run(ModelConfig config, Bound<RunConfig> bound) {
        try {
            Model model = config.model();
            bound.check("data", DataConfig.class, (data, problems) -> LabelChecks.run(model, data, problems));
            bound.check("training", TrainingConfig.class, (training, problems) -> monitor(training, model, problems));
        } catch (IllegalArgumentException e) {
            bound.problems().addMessage("model", e.getMessage());
        }
    }

    /** Settings that wait for validation need some. */
    static void validationIsThere(RunConfig config, Problems problems) {
        if (config.data().validation().isPresent()) {
            return;
        }
        String remedy = "needs validation rows; give data.validation, such as {fraction: 0.1}";
        if (config.training().earlyStopping().isPresent()) {
            problems.add("training.early_stopping", remedy);
        }
        if (config.training().schedule() instanceof ReduceOnPlateau) {
            problems.add("training.schedule.reduce_on_plateau", remedy);
        }
        if (!config.training().monitor().equals("loss")) {
            problems.add("training.monitor", remedy);
        }
    }

    /** A network for sequences takes them as they are cut. */
    static void sequencesFit(RunConfig config, Problems problems) {
        Shape input = config.model().input();
        config.data()
                .sequences()
                .map(sequences -> Shape.of(sequences.length()))
                .filter(wanted -> !wanted.equals(input))
                .ifPresent(wanted -> problems.add(
                        "model.input",
                        "is " + input + ", but rows are sequences of up to " + wanted.size()
                                + " (data.sequences.length); make it " + wanted));
    }

    private static void monitor(TrainingConfig training, Model model, Problems problems) {
        List<String> figures = new ArrayList<>(List.of("loss"));
        figures.addAll(Metrics.of(model.loss(), model.output(), (scaled, column) -> scaled)
                .names());
        if (!figures.contains(training.monitor())) {
            problems.add(
                    "training.monitor",
                    "is " + training.monitor() + "; with this loss it must be one of " + String.join(", ", figures));
        }
    }
}
