package io.kindling.driver.run;

import io.kindling.driver.config.RunConfig;
import io.kindling.driver.config.ValidationConfig;
import io.kindling.driver.spark.data.PreparedData;
import java.util.Locale;
import java.util.Optional;

/**
 * The share of rows that was drawn to validate on. Rows are drawn by their content, and equal ones together: with a few columns of
 * few values there is little to draw from.
 */
final class ValidationShare {
    /** What is off by more is told. */
    private static final double TOLERANCE = 1.0 / 3;

    private ValidationShare() {}

    /** What to tell where it is far from the fraction that was asked for, by more than chance explains. */
    static Optional<String> warning(RunConfig config, PreparedData data) {
        return config.data()
                .validation()
                .flatMap(ValidationConfig::fraction)
                .flatMap(asked -> warning(
                        asked,
                        data.train().rows(),
                        data.validation().orElseThrow().rows()));
    }

    static Optional<String> warning(double asked, long train, long validation) {
        double rows = train + validation;
        double chance = 4 * Math.sqrt(rows * asked * (1 - asked));
        if (Math.abs(validation - asked * rows) <= Math.max(TOLERANCE * asked * rows, chance)) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "data.validation.fraction asks for %.1f%% of the rows, but %.1f%% were drawn: equal rows stay together, and"
                        + " there are few different ones. Mark those to validate on by data.validation.column",
                100 * asked,
                100 * validation / rows));
    }
}
