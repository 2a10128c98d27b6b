package io.kindling.driver.exchange;

import io.kindling.driver.UserException;
import io.kindling.driver.config.binding.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the tensors that are there against those that a model has, and tells all that is wrong at once. */
final class TensorMatch {
    private TensorMatch() {}

    /**
     * Demands that both have the same names and shapes.
     *
     * @param source where the tensors are, for the message
     * @param found their shapes by name
     * @param wanted the shapes that the model has, by the same kind of name
     * @throws UserException with a line for each tensor that is missing, unexpected or of another shape
     */
    static void demand(String source, Map<String, List<Long>> found, Map<String, List<Long>> wanted) {
        Map<String, List<Long>> unexpected = without(found, wanted);
        Map<String, List<Long>> missing = without(wanted, found);
        List<String> problems = new ArrayList<>();
        wanted.forEach((name, shape) -> {
            if (!found.containsKey(name)) {
                problems.add("missing: " + name + " " + shape + near(name, shape, unexpected));
            } else if (!found.get(name).equals(shape)) {
                problems.add("of another shape: " + name + " is " + found.get(name) + ", the model has " + shape);
            }
        });
        unexpected.forEach(
                (name, shape) -> problems.add("unexpected: " + name + " " + shape + near(name, shape, missing)));
        if (!problems.isEmpty()) {
            throw new UserException(source + " does not hold the weights of this model:\n  "
                    + String.join("\n  ", problems)
                    + "\n  Name the tensors as docs/exchange.md says, or change model.layers");
        }
    }

    private static Map<String, List<Long>> without(Map<String, List<Long>> all, Map<String, List<Long>> others) {
        Map<String, List<Long>> rest = new LinkedHashMap<>(all);
        rest.keySet().removeAll(others.keySet());
        return rest;
    }

    /** The nearest name of those that have the same shape. */
    private static String near(String name, List<Long> shape, Map<String, List<Long>> others) {
        List<String> alike = others.keySet().stream()
                .filter(other -> others.get(other).equals(shape))
                .toList();
        return NearestName.of(name, alike)
                .map(other -> "; is it " + other + "?")
                .orElse("");
    }
}
