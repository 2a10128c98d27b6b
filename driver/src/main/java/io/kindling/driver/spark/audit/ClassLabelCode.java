package io.kindling.driver.spark.audit;

import io.kindling.kernels.random.Draws;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A class: up to 16 have a number each, 1 for it and 0 for the others; more have 16 numbers, each a quarter or minus a quarter by the class's
 * hash, so that those of two classes are about at right angles (Dietterich and Bakiri 1995: Error-Correcting Output Codes).
 */
final class ClassLabelCode implements LabelCode {
    private static final long serialVersionUID = 1;
    private static final int MOST = 16;

    private final int column;
    private final ArrayList<String> names;
    private final HashMap<UTF8String, Integer> places = new HashMap<>();
    private final double[][] codes;

    /**
     * For these classes.
     *
     * @param names in order
     */
    ClassLabelCode(int column, Collection<String> names) {
        this.column = column;
        this.names = new ArrayList<>(names);
        int count = names.size();
        this.codes = new double[count][Math.min(count, MOST)];
        for (int c = 0; c < count; c++) {
            places.put(UTF8String.fromString(this.names.get(c)), c);
            for (int t = 0; t < codes[c].length; t++) {
                codes[c][t] = count <= MOST
                        ? (t == c ? 1 : 0)
                        : (((Draws.mix(c + 1L) >>> t) & 1) == 0 ? 1 : -1) / Math.sqrt(MOST);
            }
        }
    }

    @Override
    public int width() {
        return codes[0].length;
    }

    /** How many classes there are. */
    int size() {
        return codes.length;
    }

    String name(int place) {
        return names.get(place);
    }

    /** The number of a row's class; negative where it has none, or an unknown one. */
    int place(AuditedRow row) {
        UTF8String word = row.word(column);
        return word == null ? -1 : places.getOrDefault(word, -1);
    }

    @Override
    public boolean read(AuditedRow row, double[] into) {
        int place = place(row);
        if (place < 0) {
            return false;
        }
        System.arraycopy(codes[place], 0, into, 0, into.length);
        return true;
    }

    /** How well a class fits these numbers. */
    double score(int place, double[] numbers) {
        double score = 0;
        for (int t = 0; t < numbers.length; t++) {
            score += codes[place][t] * numbers[t];
        }
        return score;
    }
}
