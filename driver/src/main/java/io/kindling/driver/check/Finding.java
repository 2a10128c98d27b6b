package io.kindling.driver.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to one question.
 *
 * @param name what was asked, in a word or two
 * @param judgement what it means
 * @param found a sentence with its numbers
 * @param wanted what should have been found; empty where all is well
 * @param remedy what to do, by settings of the YAML file; empty where all is well
 * @param numbers the figures by name, for programs; perhaps not finite
 * @param series rows of figures by name, such as a curve, for programs; perhaps not finite
 * @param lines a table or a plot behind it
 */
public record Finding(
        String name,
        Judgement judgement,
        String found,
        String wanted,
        String remedy,
        Map<String, Double> numbers,
        Map<String, List<Double>> series,
        List<String> lines) {
    static Finding ok(String name, String found) {
        return new Finding(name, Judgement.OK, found, "", "", Map.of(), Map.of(), List.of());
    }

    static Finding skipped(String name, String why) {
        return new Finding(name, Judgement.SKIPPED, why, "", "", Map.of(), Map.of(), List.of());
    }

    static Finding warning(String name, String found, String wanted, String remedy) {
        return new Finding(name, Judgement.WARNING, found, wanted, remedy, Map.of(), Map.of(), List.of());
    }

    static Finding failed(String name, String found, String wanted, String remedy) {
        return new Finding(name, Judgement.FAILED, found, wanted, remedy, Map.of(), Map.of(), List.of());
    }

    /** With a figure more. */
    Finding with(String number, double value) {
        Map<String, Double> more = new LinkedHashMap<>(numbers);
        more.put(number, value);
        return new Finding(name, judgement, found, wanted, remedy, more, series, lines);
    }

    /** With a row of figures more. */
    Finding with(String row, List<Double> values) {
        Map<String, List<Double>> more = new LinkedHashMap<>(series);
        more.put(row, List.copyOf(values));
        return new Finding(name, judgement, found, wanted, remedy, numbers, more, lines);
    }

    /** With lines behind it. */
    Finding showing(List<String> more) {
        List<String> all = new ArrayList<>(lines);
        all.addAll(more);
        return new Finding(name, judgement, found, wanted, remedy, numbers, series, all);
    }
}
