package io.kindling.driver.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.report.RoundedNumbers;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which classes are taken for which: all of it where they are few, else the pairs that are confused most often.
 *
 * @param names of the classes
 */
record Confusions(List<String> names) {
    /** A matrix that a person can still look at. */
    private static final int MOST_CLASSES = 50;

    private static final int PAIRS = 40;

    /** <em>Adds</em> what was counted, [truth · classes + predicted]. */
    void write(double[] counts, ObjectNode root) {
        int classes = names.size();
        if (classes > MOST_CLASSES) {
            writePairs(counts, root.putArray("confused_pairs"));
            return;
        }
        ObjectNode confusion = root.putObject("confusion");
        ArrayNode labels = confusion.putArray("classes");
        names.forEach(labels::add);
        ArrayNode lines = confusion.putArray("counts");
        for (int truth = 0; truth < classes; truth++) {
            ArrayNode line = lines.addArray();
            for (int predicted = 0; predicted < classes; predicted++) {
                RoundedNumbers.add(line, counts[truth * classes + predicted]);
            }
        }
    }

    private void writePairs(double[] counts, ArrayNode pairs) {
        int classes = names.size();
        IntStream.range(0, counts.length)
                .filter(i -> i / classes != i % classes && counts[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -counts[i]).thenComparing(Comparator.naturalOrder()))
                .limit(PAIRS)
                .forEach(i -> {
                    ObjectNode pair = pairs.addObject();
                    pair.put("label", names.get(i / classes));
                    pair.put("prediction", names.get(i % classes));
                    RoundedNumbers.put(pair, "rows", counts[i]);
                });
    }
}
