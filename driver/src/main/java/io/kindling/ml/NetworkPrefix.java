package io.kindling.ml;

import io.kindling.driver.UserException;
import io.kindling.kernels.layer.Flatten;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.parameter.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The first layers of a network, with their parameters.
 *
 * @param model those layers
 * @param parameters theirs
 */
@SuppressWarnings("ArrayRecordComponent")
record NetworkPrefix(Model model, float[] parameters) {
    private static final Pattern PLACE = Pattern.compile("(?:layers\\.)?(-?\\d+)");

    /**
     * The layers up to one, that one included.
     *
     * @param layer its place as summaries and weights name it, {@code layers.2} or {@code 2}; negative from the end
     * @throws UserException if there is no such layer
     */
    static NetworkPrefix of(Model whole, float[] parameters, String layer) {
        int count = index(whole, layer) + 1;
        List<Layer> layers = new ArrayList<>(whole.layers().subList(0, count));
        // A loss for numbers takes them side by side.
        layers.add(new Flatten());
        Model first = new Model(whole.input(), layers, new MeanSquaredError());
        return new NetworkPrefix(first, taken(whole.layout(), parameters, first.layout()));
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

    /** What a layout has of another one's numbers, by name. */
    private static float[] taken(ParameterLayout whole, float[] numbers, ParameterLayout part) {
        float[] taken = new float[part.length()];
        Map<String, ParameterLayout.Entry> byName =
                whole.all().stream().collect(Collectors.toMap(ParameterLayout.Entry::name, Function.identity()));
        for (ParameterLayout.Entry entry : part.all()) {
            int from = byName.get(entry.name()).offset();
            System.arraycopy(numbers, from, taken, entry.offset(), entry.length());
        }
        return taken;
    }
}
