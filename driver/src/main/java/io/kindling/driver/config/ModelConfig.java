package io.kindling.driver.config;

import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.tensor.Shape;
import java.util.List;

/**
 * The network and its loss.
 *
 * @param input shape of a row of features
 * @param layers in the order of the forward pass
 * @param loss what training makes small
 */
public record ModelConfig(
        @Help("Shape of a row of features: [784] is a row of 784 numbers")
        Shape input,

        @Help("The layers, in the order of the forward pass")
        List<Layer> layers,

        @Help("What training makes small") Loss loss) {
    /** The description of a model that was put together in Java. */
    public static ModelConfig of(Model model) {
        return new ModelConfig(model.input(), model.layers(), model.loss());
    }

    /** The model; its parts are checked against each other. */
    public Model model() {
        return new Model(input, layers, loss);
    }
}
