package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.ColumnFigures;
import io.kindling.driver.audit.NumberFigures;
import io.kindling.driver.audit.WordFigures;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Optional;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The values or ranges of a column: 0 is that of missing cells.
 *
 * @param column its number
 * @param edges ascending: of numbers, the smallest of each range but the lowest
 * @param words the ranges of words; null of numbers
 */
record Ranges(int column, double[] edges, HashMap<UTF8String, Integer> words) implements Serializable {
    /** Of more different numbers, as many ranges with about equally many rows. */
    private static final int MOST = 64;

    /** Of numbers, or of words that are few. */
    static Optional<Ranges> of(int column, ColumnFigures figures) {
        if (figures instanceof NumberFigures numbers && numbers.moments().count() > 0) {
            return Optional.of(new Ranges(column, edges(numbers), null));
        }
        if (figures instanceof WordFigures words && words.few()) {
            HashMap<UTF8String, Integer> places = new HashMap<>();
            words.values().keySet().forEach(word -> places.put(UTF8String.fromString(word), places.size() + 1));
            return Optional.of(new Ranges(column, new double[0], places));
        }
        return Optional.empty();
    }

    private static double[] edges(NumberFigures numbers) {
        if (numbers.few() && numbers.values().length <= 4 * MOST) {
            return numbers.values();
        }
        double[] shares = new double[MOST - 1];
        Arrays.setAll(shares, i -> (i + 1.0) / MOST);
        return Arrays.stream(numbers.histogram().quantiles(shares)).distinct().toArray();
    }

    /** A number of each range of numbers; NaN of missing cells. */
    double[] numbers() {
        double[] numbers = new double[count()];
        for (int i = 2; i < numbers.length; i++) {
            numbers[i] = edges[i - 2];
        }
        numbers[0] = Double.NaN;
        numbers[1] = edges.length == 0 ? 0 : edges[0];
        return numbers;
    }

    /** How many there are. */
    int count() {
        return words == null ? edges.length + 2 : words.size() + 1;
    }

    /** That of a row's cell. */
    int of(AuditedRow row) {
        if (words != null) {
            UTF8String word = row.word(column);
            return word == null ? 0 : words.getOrDefault(word, 0);
        }
        double x = row.number(column);
        if (!Double.isFinite(x)) {
            return 0;
        }
        int place = Arrays.binarySearch(edges, x == 0 ? 0 : x);
        return 1 + (place >= 0 ? place + 1 : -place - 1);
    }
}
