package io.kindling.driver.verdict;

import io.kindling.driver.verdict.Verdict.Severity;
import java.util.Locale;
import java.util.Optional;

/** A verdict in the making: what a rule says once, and what differs from case to case. */
public record Found(String id, Severity severity, String title, String cause, String remedy) {
    /** With the numbers of the case. */
    public Verdict at(History history, long sinceStep, String evidence, Object... numbers) {
        return at(history, Optional.empty(), sinceStep, evidence, numbers);
    }

    /** With the numbers of the case, about a layer. */
    public Verdict at(History history, Optional<String> layer, long sinceStep, String evidence, Object... numbers) {
        return new Verdict(
                id,
                severity,
                title,
                layer,
                sinceStep,
                history.step(),
                String.format(Locale.ROOT, evidence, numbers),
                cause,
                remedy);
    }
}
