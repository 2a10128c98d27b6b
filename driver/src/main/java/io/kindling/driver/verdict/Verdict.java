package io.kindling.driver.verdict;

import java.util.Locale;
import java.util.Optional;

/**
 * What went wrong in a training, and what to do about it.
 *
 * @param id stable, for programs: {@code dead_relu}
 * @param severity how bad it is
 * @param title what it is, in a few words
 * @param layer which one, where it is about one
 * @param sinceStep from which step on, counted from 1
 * @param step after which it was sure
 * @param evidence the numbers that say so
 * @param cause what the reason is likely to be
 * @param remedy what to change, by the names of the configuration
 */
public record Verdict(
        String id,
        Severity severity,
        String title,
        Optional<String> layer,
        long sinceStep,
        long step,
        String evidence,
        String cause,
        String remedy) {
    /** How bad it is. */
    public enum Severity {
        /** The run is spoilt. */
        ERROR,
        /** The run is worse than it could be. */
        WARNING,
        /** Time could be saved. */
        NOTE;

        /** As in files. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In one line for people. */
    public String line() {
        return severity.text() + ": " + title + ": " + evidence + ". Likely cause: " + cause + ". What to do: " + remedy
                + ".";
    }
}
