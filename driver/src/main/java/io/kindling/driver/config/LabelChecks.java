package io.kindling.driver.config;

import io.kindling.driver.config.binding.Problems;
import io.kindling.kernels.loss.TargetKind;
import io.kindling.kernels.model.Model;
import java.util.Optional;

/** What can be told of labels before a source is opened: what idx files and windows of texts hold is known. */
final class LabelChecks {
    private LabelChecks() {}

    static void run(Model model, DataConfig data, Problems problems) {
        if (data.train().images().isPresent()) {
            oneLabelARow(model, problems);
        }
        labelled("data.train", Optional.of(data.train()), problems);
        labelled("data.validation", data.validation().flatMap(ValidationConfig::source), problems);
        labelled("data.test", data.test(), problems);
        data.windows().ifPresent(windows -> {
            if (data.columns().isEmpty() && data.transformers().isEmpty()) {
                aWindowARow(model, windows.length(), problems);
            }
            if (data.label().isEmpty()) {
                aClassForEachByte(model, windows.length(), problems);
            }
        });
    }

    private static void labelled(String name, Optional<SourceConfig> source, Problems problems) {
        if (source.isPresent()
                && source.get().images().isPresent()
                && source.get().labels().isEmpty()) {
            problems.add(name, "has images without labels, which can only be predicted; give their labels, too");
        }
    }

    private static void oneLabelARow(Model model, Problems problems) {
        if (model.loss().targetKind() == TargetKind.CLASS_INDEX
                && model.target().size() != 1) {
            problems.addMessage(
                    "model.layers",
                    "the network gives " + model.output() + ", a class for each of "
                            + model.target().size() + " vectors, but a row has one label; put a flatten in front of the"
                            + " first dense layer");
        }
    }

    private static void aWindowARow(Model model, int length, Problems problems) {
        if (model.input().size() != length) {
            problems.add(
                    "model.input", "is " + model.input() + ", but a window has " + length + " bytes: [" + length + "]");
        }
    }

    private static void aClassForEachByte(Model model, int length, Problems problems) {
        boolean fits = model.loss().targetKind() == TargetKind.CLASS_INDEX
                && model.target().size() == length;
        if (!fits) {
            problems.addMessage(
                    "model.layers",
                    "the network gives " + model.output() + ", but of a window it is to say what comes after each of "
                            + length + " bytes: give it the output [" + length + ", 256] and the loss cross_entropy, or"
                            + " something else to learn in data.label");
        }
    }
}
