package io.kindling.driver.train;

import java.util.Map;
import java.util.Set;

/** Which of the validation figures decides what is best, and which way. */
final class Monitor {
    private static final Set<String> LESS_IS_BETTER =
            Set.of("loss", "log_loss", "bits_per_token", "perplexity", "mse", "rmse", "mae");

    private Monitor() {}

    /** The figure of this name, turned so that less is better. */
    static double signed(String name, Map<String, Double> figures) {
        Double figure = figures.get(name);
        if (figure == null) {
            throw new IllegalArgumentException("training.monitor is " + name + ", but validation gives "
                    + String.join(", ", figures.keySet()) + "; choose one of these");
        }
        return LESS_IS_BETTER.contains(name) ? figure : -figure;
    }
}
