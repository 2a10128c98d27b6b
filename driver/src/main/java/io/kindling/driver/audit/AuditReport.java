package io.kindling.driver.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an audit found.
 *
 * @param rows how many were looked at, by part
 * @param columns how many features there are
 * @param findings the gravest first
 * @param seconds that it took
 */
public record AuditReport(Map<String, Long> rows, int columns, List<Finding> findings, double seconds) {
    /** The file in a run directory that {@link #json} is for. */
    public static final String FILE = "audit.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    public AuditReport {
        rows = new LinkedHashMap<>(rows);
        findings = List.copyOf(findings);
    }

    /** How many findings are of this severity. */
    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** For people: the findings, each with its advice and examples, and what was looked at. */
    public List<String> lines() {
        return AuditLines.of(this);
    }

    /** The content of {@code audit.json}. */
    public String json() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode parts = root.putObject("rows");
        rows.forEach(parts::put);
        root.put("columns", columns);
        root.put("seconds", Math.rint(seconds * 10) / 10);
        ArrayNode all = root.putArray("findings");
        for (Finding finding : findings) {
            ObjectNode node = all.addObject();
            node.put("id", finding.id());
            node.put("severity", finding.severity().text());
            node.put("column", finding.column());
            node.put("evidence", finding.evidence());
            node.put("advice", finding.advice());
            ObjectNode numbers = node.putObject("numbers");
            finding.numbers().forEach((name, number) -> numbers.put(name, Double.isFinite(number) ? number : null));
            ArrayNode examples = node.putArray("examples");
            finding.examples().forEach(examples::add);
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last line: {@code 1 error, 2 warnings, 0 notes in 53,940 rows of 9 columns: 3 s}. */
    String line() {
        long all = rows.values().stream().mapToLong(Long::longValue).sum();
        return String.format(
                Locale.ROOT,
                "%s, %s, %s in %,d rows of %d column%s, after %.0f s",
                counted(Severity.ERROR),
                counted(Severity.WARNING),
                counted(Severity.NOTE),
                all,
                columns,
                columns == 1 ? "" : "s",
                seconds);
    }

    private String counted(Severity severity) {
        long count = count(severity);
        return count + " " + severity.text() + (count == 1 ? "" : "s");
    }
}
