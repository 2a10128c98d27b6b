package io.kindling.driver.config.binding;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects all that is wrong with a document, so that the user hears of everything at once.
 *
 * <pre>
 * conf/mnist-mlp.yaml has 2 problems:
 *   line 14: training.optimizer.adam.learning_rate is -0.1; it must be in (0, inf)
 *   line 7: model.layers[2].dense.unit is unknown; did you mean units?
 * </pre>
 *
 * <p>Starts with what reading the document brought up (keys given twice, {@code --set} without a place to go).
 */
public final class Problems {
    private final YamlDocument document;
    private final List<String> lines;
    private UnusableClassException unusable;

    public Problems(YamlDocument document) {
        this.document = document;
        this.lines = new ArrayList<>(document.problems());
    }

    /**
     * Adds a problem with the setting at a path: {@code add("training.epochs", "is 0; it must be in [1, inf)")}. The
     * line is that of the setting, or of the nearest section around it that the document has.
     */
    public void add(String path, String predicate) {
        lines.add(place(path) + " " + predicate);
    }

    /**
     * Adds the message of an exception: {@code model.layers[0].conv: the kernel is larger than …}. One that goes on from
     * the path ({@code is -1; it must be …}) does so.
     */
    public void addMessage(String path, String message) {
        if (path.isEmpty()) {
            lines.add(message);
        } else {
            boolean goesOn = message.startsWith("is ") || message.startsWith("has ");
            lines.add(place(path) + (goesOn ? " " : ": ") + message);
        }
    }

    /** Adds that a class cannot be used; the first such problem is the cause of what {@link #throwIfAny} throws. */
    void add(String path, UnusableClassException problem) {
        addMessage(path, problem.getMessage());
        unusable = unusable == null ? problem : unusable;
    }

    private String place(String path) {
        return document.origin(path).map(origin -> origin + ": ").orElse("") + path;
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The problems so far, in the order in which they were added. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /**
     * Does nothing as long as there is no problem.
     *
     * @throws ConfigException with all problems, if there is one
     */
    public void throwIfAny() {
        if (!lines.isEmpty()) {
            throw new ConfigException(toString(), unusable);
        }
    }

    /** The whole message. */
    @Override
    public String toString() {
        return switch (lines.size()) {
            case 0 -> document.name() + " has no problems";
            case 1 -> document.name() + " has 1 problem:\n  " + lines.get(0);
            default -> document.name() + " has " + lines.size() + " problems:\n  " + String.join("\n  ", lines);
        };
    }
}
