package io.kindling.ml;

import io.kindling.driver.UserException;
import io.kindling.kernels.loss.TargetKind;
import io.kindling.kernels.model.Model;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a network says of classes. */
final class ClassTargets {
    private ClassTargets() {}

    /**
     * How many classes a network tells apart.
     *
     * @throws UserException if it does not learn one class a row
     */
    static int count(Model model) {
        TargetKind kind = model.loss().targetKind();
        boolean binary = kind == TargetKind.BINARY && model.output().size() == 1;
        boolean several = kind == TargetKind.CLASS_INDEX && model.target().size() == 1;
        if (!binary && !several) {
            throw new UserException("The network does not learn one class a row: its output is " + model.output()
                    + ", its loss takes " + kind.name().toLowerCase(Locale.ROOT)
                    + ". Give it the loss cross_entropy with an output a class, or binary_cross_entropy with one output;"
                    + " for numbers there is NeuralNetworkRegressor.");
        }
        return binary ? 2 : model.output().last();
    }

    /** The label's names, if there are as many as classes. */
    static Optional<List<String>> names(FrameSchema schema, String label, Model model) {
        Optional<List<String>> names = schema.classNames(label);
        int classes = count(model);
        names.filter(found -> found.size() > classes).ifPresent(found -> {
            throw new UserException("labelCol: column \"" + label + "\" has " + found.size() + " classes ("
                    + String.join(", ", found) + "), but the network distinguishes " + classes
                    + ". Give its last layer as many outputs.");
        });
        return names.filter(found -> found.size() == classes);
    }
}
