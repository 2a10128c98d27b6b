package io.kindling.driver.optim;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rules' memory by name, for checkpoints. Shares the rules' arrays. */
final class NamedState {
    /** Where a single number lives. */
    @SuppressWarnings("ArrayRecordComponent") // the rule's own array
    private record Cell(double[] numbers, int index) {}

    private final Map<String, float[]> arrays = new LinkedHashMap<>();
    private final Map<String, Cell> cells = new LinkedHashMap<>();

    NamedState(List<RuleChain.Link> links) {
        for (RuleChain.Link link : links) {
            List<String> arrayNames = link.rule().arrayNames();
            for (int i = 0; i < arrayNames.size(); i++) {
                putOnce(arrays, arrayNames.get(i), link.state().arrays()[i]);
            }
            List<String> numberNames = link.rule().numberNames();
            for (int i = 0; i < numberNames.size(); i++) {
                putOnce(cells, numberNames.get(i), new Cell(link.state().numbers(), i));
            }
        }
    }

    private static <V> void putOnce(Map<String, V> map, String name, V value) {
        if (map.put(name, value) != null) {
            throw new IllegalArgumentException(
                    "Two rules of the chain keep a state called " + name + "; a chain takes one of them");
        }
    }

    /** The rules' own arrays. */
    Map<String, float[]> arrays() {
        return new LinkedHashMap<>(arrays);
    }

    /** The rules' numbers and the schedule's. */
    Map<String, Double> numbers(Map<String, Double> ofSchedule) {
        Map<String, Double> numbers = new LinkedHashMap<>(ofSchedule);
        cells.forEach((name, cell) -> numbers.put(name, cell.numbers()[cell.index()]));
        return numbers;
    }

    /** Overwrites the rules' memory, after having checked all of it; returns the schedule's numbers. */
    Map<String, Double> restore(OptimizerState saved, Set<String> ofSchedule, int length) {
        Set<String> numbers = new TreeSet<>(cells.keySet());
        numbers.addAll(ofSchedule);
        requireSame("arrays", saved.arrays().keySet(), arrays.keySet());
        requireSame("numbers", saved.numbers().keySet(), numbers);
        saved.arrays().forEach((name, array) -> requireLength(name, array, length));

        arrays.forEach((name, array) -> System.arraycopy(saved.arrays().get(name), 0, array, 0, length));
        cells.forEach(
                (name, cell) -> cell.numbers()[cell.index()] = saved.numbers().get(name));
        Map<String, Double> scheduleNumbers = new LinkedHashMap<>(saved.numbers());
        scheduleNumbers.keySet().retainAll(ofSchedule);
        return scheduleNumbers;
    }

    private static void requireSame(String what, Collection<String> found, Collection<String> wanted) {
        if (!new TreeSet<>(found).equals(new TreeSet<>(wanted))) {
            throw new IllegalArgumentException("The saved optimizer has the " + what + " " + new TreeSet<>(found)
                    + ", but this one keeps " + new TreeSet<>(wanted)
                    + "; go on with the optimizer and schedule that it was saved from");
        }
    }

    private static void requireLength(String name, float[] array, int length) {
        if (array.length != length) {
            throw new IllegalArgumentException("The saved optimizer's " + name + " has " + array.length
                    + " numbers, but the model has " + length
                    + " parameters; go on with the model that it was saved from");
        }
    }
}
