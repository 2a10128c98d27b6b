package io.kindling.driver.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Findings as people read them. */
final class AuditLines {
    private static final String INDENT = " ".repeat(9);

    private AuditLines() {}

    static List<String> of(AuditReport report) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : report.findings()) {
            String column = finding.column().isEmpty() ? "" : finding.column() + ": ";
            lines.add(String.format(
                    Locale.ROOT, "%-8s %s: %s%s", finding.severity().text(), finding.id(), column, finding.evidence()));
            finding.examples().forEach(example -> lines.add(INDENT + "  " + example));
            if (!finding.advice().isEmpty()) {
                lines.add(INDENT + "to do: " + finding.advice());
            }
        }
        lines.add(report.line());
        return lines;
    }
}
