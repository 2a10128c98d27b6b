package io.kindling.driver.solver;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Why an iteration was the last.
 *
 * @param cause what was met
 * @param norm of the gradient, with the penalties' share
 * @param fall of the loss with its penalties in that iteration
 */
record Ending(Cause cause, double norm, double fall) {
    private static final String FALL = "lbfgs.ended.fall";

    /** With the name under which a checkpoint has the gradient's norm. */
    enum Cause {
        SMALL_GRADIENT("lbfgs.ended.small_gradient"),
        NOTHING_LOWER("lbfgs.ended.nothing_lower"),
        SMALL_FALL("lbfgs.ended.small_fall");

        private final String key;

        Cause(String key) {
            this.key = key;
        }
    }

    /** For the user. */
    String text() {
        return switch (cause) {
            case SMALL_GRADIENT -> text("the gradient's norm is %.2e, within the tolerance", norm);
            case NOTHING_LOWER -> text("the line search found no lower loss; the gradient's norm is %.2e", norm);
            case SMALL_FALL -> text("the loss fell by %.2e only; the gradient's norm is %.2e", fall, norm);
        };
    }

    private static String text(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }

    /** Adds it to a checkpoint's numbers. */
    void addTo(Map<String, Double> numbers) {
        numbers.put(cause.key, norm);
        numbers.put(FALL, fall);
    }

    /** What a checkpoint's numbers say; empty where there was more to do. */
    static Optional<Ending> in(Map<String, Double> numbers) {
        return Arrays.stream(Cause.values())
                .filter(cause -> numbers.containsKey(cause.key))
                .map(cause -> new Ending(cause, numbers.get(cause.key), numbers.get(FALL)))
                .findFirst();
    }
}
