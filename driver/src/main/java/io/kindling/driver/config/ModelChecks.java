package io.kindling.driver.config;

import io.kindling.driver.config.binding.Bound;
import io.kindling.driver.config.binding.Problems;
import io.kindling.driver.optim.schedule.ReduceOnPlateau;
import io.kindling.kernels.augmentation.Augmentation;
import io.kindling.kernels.augmentation.Mixup;
import io.kindling.kernels.metric.Metrics;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.registry.AugmentationRegistry;
import io.kindling.kernels.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** What only shows when sections of a configuration are seen together. */
final class ModelChecks {
    private ModelChecks() {}

    /** Layers and loss that do not fit, labels, figures or augmentations that do not fit the network. */
    static void run(ModelConfig config, Bound<RunConfig> bound) {
        try {
            Model model = config.model();
            bound.check("data", DataConfig.class, (data, problems) -> LabelChecks.run(model, data, problems));
            bound.check("training", TrainingConfig.class, (training, problems) -> {
                monitor(training, model, problems);
                augmentation(training.augmentation(), model.input(), problems);
            });
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
        if (config.data().sequences().isEmpty()) {
            return;
        }
        Shape input = config.model().input();
        Shape wanted = Shape.of(config.data().sequences().get().length());
        if (!input.equals(wanted)) {
            problems.add(
                    "model.input",
                    "is " + input + ", but rows are sequences of up to " + wanted.size()
                            + " (data.sequences.length); make it " + wanted);
        }
    }

    /** Ids and bytes stand for something: nothing changes what they say. */
    static void idsAreNotAugmented(RunConfig config, Problems problems) {
        String ids = config.data().sequences().isPresent() ? "sequences" : "windows";
        boolean hasIds =
                config.data().sequences().isPresent() || config.data().windows().isPresent();
        if (hasIds && !config.training().augmentation().isEmpty()) {
            problems.add(
                    "training.augmentation",
                    "changes features as numbers, but those of data." + ids + " stand for something; leave it out");
        }
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

    /** Pictures are changed as such only where the input is one; a row is mixed once. */
    private static void augmentation(List<Augmentation> list, Shape input, Problems problems) {
        boolean mixed = false;
        for (int i = 0; i < list.size(); i++) {
            Augmentation augmentation = list.get(i);
            String path = "training.augmentation[" + i + "]." + AugmentationRegistry.nameOf(augmentation);
            if (mixed && augmentation instanceof Mixup) {
                problems.add(path, "is there for the second time; a row is mixed with one other");
            }
            mixed |= augmentation instanceof Mixup;
            try {
                augmentation.check(input);
            } catch (IllegalArgumentException e) {
                problems.addMessage(path, e.getMessage());
            }
        }
    }
}
