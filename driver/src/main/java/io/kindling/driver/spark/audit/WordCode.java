package io.kindling.driver.spark.audit;

import java.util.HashMap;
import java.util.Set;
import org.apache.spark.unsafe.types.UTF8String;

/** One of a few words: 1 for it, 0 for the others. */
final class WordCode implements CellCode {
    private static final long serialVersionUID = 1;

    private final int column;
    private final int from;
    private final HashMap<UTF8String, Integer> places = new HashMap<>();

    /**
     * For one column.
     *
     * @param from where its numbers begin, of which there are as many as words
     */
    WordCode(int column, int from, Set<String> words) {
        this.column = column;
        this.from = from;
        words.forEach(word -> places.put(UTF8String.fromString(word), places.size()));
    }

    @Override
    public long add(AuditedRow row, double[] into) {
        UTF8String word = row.word(column);
        if (word == null) {
            return 0;
        }
        Integer place = places.get(word);
        if (place != null) {
            into[from + place] = 1;
        }
        return RowHash.of(word);
    }
}
