package io.kindling.driver.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Answers as people read them. */
final class CheckLines {
    private static final String INDENT = " ".repeat(26);

    private CheckLines() {}

    /** The answer in a line, and below it what was wanted, what to do, and what there is to look at. */
    static List<String> of(Finding finding) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%-8s %-16s %s", finding.judgement().text(), finding.name(), finding.found()));
        if (!finding.wanted().isEmpty()) {
            lines.add(INDENT + "wanted: " + finding.wanted());
            lines.add(INDENT + "to do: " + finding.remedy());
        }
        finding.lines().forEach(line -> lines.add(INDENT + line));
        return lines;
    }
}
