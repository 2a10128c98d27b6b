package io.kindling.driver.exchange;

import io.kindling.driver.UserException;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.exchange.torch.StateDict;
import io.kindling.driver.files.Location;
import io.kindling.driver.store.ElementFormat;
import io.kindling.driver.store.StoredModel;
import io.kindling.driver.store.StoredTensor;
import io.kindling.driver.store.TensorFile;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.parameter.ParameterLayout;
import io.kindling.kernels.tensor.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Weights that a model starts from, from elsewhere: a safetensors file with PyTorch's names, or a model of Kindling's.
 *
 * @param values the model's flat array
 * @param origin a line that says where they are from, and what was done to them
 */
public record StartingWeights(float[] values, String origin) {
    /**
     * What a training that begins starts from: the weights that {@code training.initial_weights} names, or random ones.
     *
     * @param out told where named weights are from
     * @return the model's flat array
     * @throws UserException as {@link #read}
     */
    public static float[] of(RunConfig config, Model model, Consumer<String> out) {
        Optional<String> named = config.training().initialWeights();
        if (named.isEmpty()) {
            return model.layout().initialize(config.seed());
        }
        StartingWeights weights = read(Location.of(named.get(), config.spark().conf()), model);
        out.accept(weights.origin());
        return weights.values();
    }

    /**
     * Reads them.
     *
     * @param place a safetensors file, a run directory, or the {@code model/} in one
     * @throws UserException if they are not there, are damaged or not those of this model; all tensors that do not fit are
     *     named
     */
    public static StartingWeights read(Location place, Model model) {
        try {
            return place.isDirectory() ? ofModel(place, model) : ofFile(place, model);
        } catch (IOException e) {
            throw new UserException(
                    place + " cannot be used as weights: " + e.getMessage()
                            + ". Give a safetensors file, a run directory or its model/",
                    e);
        }
    }

    private static StartingWeights ofModel(Location place, Model model) {
        StoredModel stored = StoredModel.load(place);
        TensorMatch.demand(place.toString(), shapes(stored.model()), shapes(model));
        float[] values = model.layout().taken(stored.model().layout(), stored.parameters());
        return new StartingWeights(values, "weights at the start: " + place);
    }

    private static StartingWeights ofFile(Location place, Model model) throws IOException {
        TensorFile file = TensorFile.of(place);
        StateDict dict = StateDict.of(model);
        String prefix =
                commonPrefix(file.tensors().stream().map(StoredTensor::name).toList());
        Map<String, List<Long>> found = new LinkedHashMap<>();
        for (StoredTensor tensor : file.tensors()) {
            String name = tensor.name().substring(prefix.length());
            if (!dict.counters().contains(name)) {
                found.put(name, tensor.shape());
            }
        }
        Map<String, List<Long>> wanted = new LinkedHashMap<>();
        shapes(model).forEach((name, shape) -> wanted.put(dict.names().get(name), shape));
        TensorMatch.demand(place.toString(), found, wanted);

        float[] values = new float[model.layout().length()];
        Map<String, Slice> targets = new HashMap<>();
        for (ParameterLayout.Entry entry : model.layout().all()) {
            targets.put(prefix + dict.names().get(entry.name()), new Slice(values, entry.offset(), entry.length()));
        }
        String converted = converted(place, file.tensors(), targets);
        file.read(targets);
        return new StartingWeights(values, "weights at the start: " + place + converted);
    }

    /** Says what becomes of numbers that are no 32-bit floats. */
    private static String converted(Location place, List<StoredTensor> tensors, Map<String, Slice> targets) {
        List<String> known =
                Arrays.stream(ElementFormat.values()).map(Enum::name).toList();
        List<String> formats = new ArrayList<>();
        for (StoredTensor tensor : tensors) {
            if (targets.containsKey(tensor.name())) {
                formats.add(tensor.format());
                if (!known.contains(tensor.format())) {
                    throw new UserException(place + ": " + tensor.name() + " is of type " + tensor.format()
                            + ", but weights are read as " + String.join(", ", known)
                            + ". Save the tensor as one of these, such as by .float()");
                }
            }
        }
        String others = formats.stream()
                .filter(format -> !format.equals(ElementFormat.F32.name()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? "" : " (" + others + ", made 32-bit floats)";
    }

    /** What a module that holds the network puts in front of all names: {@code model.}; a number is a layer's place. */
    private static String commonPrefix(List<String> names) {
        String prefix = "";
        while (true) {
            int start = prefix.length();
            int end = names.isEmpty() ? -1 : names.get(0).indexOf('.', start);
            String longer = end < 0 ? "" : names.get(0).substring(0, end + 1);
            if (end < 0
                    || Character.isDigit(longer.charAt(start))
                    || !names.stream().allMatch(name -> name.startsWith(longer))) {
                return prefix;
            }
            prefix = longer;
        }
    }

    private static Map<String, List<Long>> shapes(Model model) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        for (ParameterLayout.Entry entry : model.layout().all()) {
            shapes.put(
                    entry.name(),
                    entry.parameter().shape().dimensions().stream()
                            .map(Integer::longValue)
                            .toList());
        }
        return shapes;
    }
}
