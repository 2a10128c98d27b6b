package io.kindling.ml;

import io.kindling.driver.UserException;
import io.kindling.kernels.layer.Flatten;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first layers of a network. */
final class NetworkPrefix {
    private static final Pattern PLACE = Pattern.compile("(?:layers\\.)?(-?\\d+)");

    private NetworkPrefix() {}

    /**
     * The layers up to one, that one included, as a network that gives its activations side by side.
     *
     * @param layer its place as summaries and weights name it, {@code layers.2} or {@code 2}; negative from the end
     * @throws UserException if there is no such layer
     */
    static Model of(Model whole, String layer) {
        List<Layer> layers = new ArrayList<>(whole.layers().subList(0, index(whole, layer) + 1));
        layers.add(new Flatten());
        return new Model(whole.input(), layers, new MeanSquaredError());
    }

    private static int index(Model whole, String layer) {
        int layers = whole.layers().size();
        Matcher place = PLACE.matcher(layer);
        int index = place.matches() ? Integer.parseInt(place.group(1)) : layers;
        index = index < 0 ? index + layers : index;
        if (index < 0 || index >= layers) {
            throw new UserException("outputLayer is " + layer + ", but the network's layers are layers.0 to layers."
                    + (layers - 1) + ". Name one of these, or count from the end: -2 is the last but one.");
        }
        return index;
    }
}
