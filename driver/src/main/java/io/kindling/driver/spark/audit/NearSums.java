package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.NearRepeats;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts of rows that are near others, and some of them. */
final class NearSums implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int MOST_EXAMPLES = 5;

    private final long[] leaking;
    private final List<NearFound> examples = new ArrayList<>();
    private long rows;
    private long within;

    NearSums(int parts) {
        this.leaking = new long[parts];
    }

    NearSums add(NearFound found) {
        rows += found.rows();
        within += found.within();
        for (int part = 1; part < leaking.length; part++) {
            leaking[part] += found.leaking(part);
        }
        examples.add(found);
        return shortened();
    }

    NearSums merged(NearSums other) {
        rows += other.rows;
        within += other.within;
        for (int part = 1; part < leaking.length; part++) {
            leaking[part] += other.leaking[part];
        }
        examples.addAll(other.examples);
        return shortened();
    }

    /** Those across parts first; otherwise by a hash, which is to say any. */
    private NearSums shortened() {
        examples.sort(Comparator.comparing((NearFound found) -> !found.leaks()).thenComparing(NearFound::hash));
        while (examples.size() > MOST_EXAMPLES) {
            examples.remove(MOST_EXAMPLES);
        }
        return this;
    }

    NearRepeats repeats(String[] names, long crowded, Nearness nearness) {
        Map<String, Long> byName = new LinkedHashMap<>();
        for (int part = 1; part < names.length; part++) {
            byName.put(names[part], leaking[part]);
        }
        List<String> lines = examples.stream()
                .map(found -> side(found.row(), names, true) + ", " + side(found.example(), names, false) + ": "
                        + nearness.difference(found.row(), found.example()))
                .toList();
        return new NearRepeats(rows, within, byName, crowded, nearness.words(), lines);
    }

    /** Where a row is: the last part, or the first. */
    private static String side(NearRow row, String[] names, boolean last) {
        int place = last ? names.length - 1 : 0;
        while (row.counts[place] == 0) {
            place += last ? -1 : 1;
        }
        return names[place] + (row.label.isEmpty() ? "" : " (" + row.label + ")");
    }
}
