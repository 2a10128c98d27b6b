package io.kindling.driver.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Something in the data that somebody should know of.
 *
 * @param id stable, for programs: {@code leaking_duplicates}
 * @param severity how much it matters
 * @param column the one it is about, or several with commas between; empty where it is about whole rows
 * @param evidence a sentence with the numbers that say so
 * @param advice what to do, by settings of the YAML file where there are some
 * @param numbers the figures by name, for programs
 * @param examples some of the rows or values it is about, a line each
 */
public record Finding(
        String id,
        Severity severity,
        String column,
        String evidence,
        String advice,
        Map<String, Double> numbers,
        List<String> examples) {
    public Finding {
        numbers = new LinkedHashMap<>(numbers);
        examples = List.copyOf(examples);
    }

    /**
     * Without figures and examples.
     *
     * @param evidence a format for {@code values}
     */
    public static Finding of(
            String id, Severity severity, String column, String advice, String evidence, Object... values) {
        return new Finding(
                id, severity, column, String.format(Locale.ROOT, evidence, values), advice, Map.of(), List.of());
    }

    /** With a figure more. */
    public Finding with(String name, double number) {
        Finding more = new Finding(id, severity, column, evidence, advice, numbers, examples);
        more.numbers.put(name, number);
        return more;
    }

    /** With a count more. */
    public Finding with(String name, long count) {
        return with(name, (double) count);
    }

    /** With these examples. */
    public Finding showing(List<String> lines) {
        return new Finding(id, severity, column, evidence, advice, numbers, lines);
    }

    /** A copy, to look at. */
    @Override
    public Map<String, Double> numbers() {
        return new LinkedHashMap<>(numbers);
    }
}
