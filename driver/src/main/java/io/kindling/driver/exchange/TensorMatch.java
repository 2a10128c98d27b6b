package io.kindling.driver.exchange;

import io.kindling.driver.UserException;
import io.kindling.driver.config.binding.NearestName;
import java.util.ArrayList;
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
        List<String> problems = new ArrayList<>();
        List<String> unexpected = found.keySet().stream()
                .filter(name -> !wanted.containsKey(name))
                .toList();
        wanted.forEach((name, shape) -> {
            if (!found.containsKey(name)) {
                problems.add("missing: " + name + " " + shape + near(name, unexpected));
            } else if (!found.get(name).equals(shape)) {
                problems.add("of another shape: " + name + " is " + found.get(name) + ", the model has " + shape);
            }
        });
        List<String> missing = wanted.keySet().stream()
                .filter(name -> !found.containsKey(name))
                .toList();
        unexpected.forEach(name -> problems.add("unexpected: " + name + " " + found.get(name) + near(name, missing)));
        if (!problems.isEmpty()) {
            throw new UserException(source + " does not hold the weights of this model:\n  "
                    + String.join("\n  ", problems)
                    + "\n  Name the tensors as docs/exchange.md says, or change model.layers");
        }
    }

    private static String near(String name, List<String> others) {
        return NearestName.of(name, others)
                .map(other -> "; is it " + other + "?")
                .orElse("");
    }
}
