package io.kindling.driver.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Of a column of words or texts. */
public final class WordFigures implements ColumnFigures {
    /** As long as there are no more different values, all are counted. */
    public static final int MOST_VALUES = 1000;

    private static final long serialVersionUID = 1;
    private static final int TEXT = 40;

    /** Of all different values together, or a few long texts would be kept whole. */
    private static final int MOST_LETTERS = 1_000_000;

    private HashMap<String, Long> values = new HashMap<>();
    private long rows;
    private long missing;
    private long blank;
    private long letters;

    /** Takes a cell in; null is missing. */
    public void add(String word) {
        rows++;
        if (word == null) {
            missing++;
            return;
        }
        if (word.isBlank()) {
            blank++;
        }
        if (values != null) {
            count(word, 1L);
            forgetTooMany();
        }
    }

    public void addAll(WordFigures other) {
        rows += other.rows;
        missing += other.missing;
        blank += other.blank;
        if (other.values == null) {
            values = null;
        }
        if (values != null) {
            other.values.forEach(this::count);
            forgetTooMany();
        }
    }

    private void count(String word, long times) {
        if (values.merge(word, times, Long::sum) == times) {
            letters += word.length();
        }
    }

    private void forgetTooMany() {
        if (values.size() > MOST_VALUES || letters > MOST_LETTERS) {
            values = null;
        }
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long missing() {
        return missing;
    }

    /** Cells without a letter. */
    public long blank() {
        return blank;
    }

    /** Whether there are no more than {@link #MOST_VALUES} different ones. */
    public boolean few() {
        return values != null;
    }

    /** Whether they are texts rather than words: many different ones, or longer than 40 letters on average. */
    public boolean texts() {
        return values == null
                || values.keySet().stream().mapToInt(String::length).average().orElse(0) > TEXT;
    }

    /** The values and how often they occur, by name; only where they are few. */
    public Map<String, Long> values() {
        return new TreeMap<>(values);
    }
}
