package io.kindling.driver.config.binding;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What came of a document, and its problems. Further checks add to the same report:
 *
 * <pre>
 * binder.read(document, TrainingConfig.class)
 *         .check("model", ModelConfig.class, (model, problems) -&gt; …)
 *         .check((config, problems) -&gt; …)
 *         .orThrow();
 * </pre>
 */
public final class Bound<T> {
    private final Optional<T> value;
    private final Map<String, Object> parts;
    private final Problems problems;

    Bound(Optional<T> value, Map<String, Object> parts, Problems problems) {
        this.value = value;
        this.parts = parts;
        this.problems = problems;
    }

    /** The record, unless a part of it could not be made. Problems may be there beside it: an unknown key, say. */
    public Optional<T> value() {
        return value;
    }

    /** The record, list or choice at a path ({@code model.layers[2]}), where it could be made, whatever is elsewhere. */
    public <P> Optional<P> part(String path, Class<P> type) {
        return Optional.ofNullable(parts.get(path)).filter(type::isInstance).map(type::cast);
    }

    public Problems problems() {
        return problems;
    }

    /** Runs a check across settings that adds to the problems; not run where there is no record to check. */
    public Bound<T> check(BiConsumer<? super T, Problems> check) {
        value.ifPresent(record -> check.accept(record, problems));
        return this;
    }

    /** Runs a check of one part, even if other parts are wrong; not run where that part could not be made. */
    public <P> Bound<T> check(String path, Class<P> type, BiConsumer<? super P, Problems> check) {
        part(path, type).ifPresent(part -> check.accept(part, problems));
        return this;
    }

    /**
     * The record.
     *
     * @throws ConfigException with all problems, if there is one
     */
    public T orThrow() {
        problems.throwIfAny();
        return value.orElseThrow(() -> new IllegalStateException("Neither a record nor a problem"));
    }
}
