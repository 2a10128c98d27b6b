package io.kindling.driver.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * All answers.
 *
 * @param name of the run
 * @param findings in the order of the questions
 * @param seconds that asking took
 */
public record CheckReport(String name, List<Finding> findings, double seconds) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public CheckReport {
        findings = List.copyOf(findings);
    }

    /** Whether the run may begin, with warnings or without. */
    public boolean ready() {
        return count(Judgement.FAILED) == 0;
    }

    /** How many answers have this judgement. */
    public long count(Judgement judgement) {
        return findings.stream()
                .filter(finding -> finding.judgement() == judgement)
                .count();
    }

    /** {@code ready}, {@code ready with warnings} or {@code not ready}. */
    public String verdict() {
        if (!ready()) {
            return "not ready";
        }
        return count(Judgement.WARNING) == 0 ? "ready" : "ready with warnings";
    }

    /** The last line. */
    public String line() {
        StringBuilder line = new StringBuilder(verdict());
        line.append(": ");
        if (!ready()) {
            line.append(count(Judgement.FAILED)).append(" failed, ");
        }
        if (count(Judgement.WARNING) > 0) {
            line.append(counted(count(Judgement.WARNING), "warning")).append(", ");
        }
        line.append(counted(findings.size(), "question"));
        return line.append(String.format(Locale.ROOT, " in %.0f s", seconds)).toString();
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** The same for programs. */
    public String json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("name", name);
        root.put("verdict", verdict().replace(' ', '_'));
        root.put("seconds", Math.rint(seconds * 10) / 10);
        ArrayNode all = root.putArray("findings");
        findings.forEach(finding -> write(finding, all.addObject()));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Finding finding, ObjectNode node) {
        node.put("name", finding.name());
        node.put("judgement", finding.judgement().text());
        node.put("found", finding.found());
        if (!finding.wanted().isEmpty()) {
            node.put("wanted", finding.wanted());
            node.put("remedy", finding.remedy());
        }
        ObjectNode numbers = node.putObject("numbers");
        finding.numbers().forEach((name, value) -> number(numbers, name, value));
        finding.series().forEach((name, values) -> {
            ArrayNode row = node.putArray(name);
            values.forEach(value -> row.add(Double.isFinite(value) ? value : null));
        });
    }

    /** JSON has no NaN: what is not a number is null. */
    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
