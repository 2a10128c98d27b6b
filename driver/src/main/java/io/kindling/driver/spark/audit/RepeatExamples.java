package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.Part;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import scala.Tuple2;

/** Lines that show a few rows, and how often they occur with which label in which part. */
final class RepeatExamples {
    private RepeatExamples() {}

    /**
     * Looks for rows in all parts.
     *
     * @param hashes the first halves of theirs, a few
     * @return the line of each
     */
    static Map<Long, String> of(PartRows parts, Part training, List<Long> hashes) {
        Map<Long, String> lines = new HashMap<>();
        if (hashes.isEmpty()) {
            return lines;
        }
        Set<Long> wanted = new HashSet<>(hashes);
        RowLine line = new RowLine(parts.columns(), training);
        String[] names = parts.names();
        AuditedColumns columns = parts.columns();
        parts.map((rows, part) -> kinds(rows, part, wanted, columns, line, names.length))
                .mapToPair(kind -> new Tuple2<>(kind.hash, kind))
                .reduceByKey(Kind::merged)
                .values()
                .collect()
                .forEach(kind -> lines.put(kind.hash, kind.line(names)));
        return lines;
    }

    private static Iterator<Kind> kinds(
            Iterator<AuditedRow> rows, int part, Set<Long> wanted, AuditedColumns columns, RowLine line, int parts) {
        Map<Long, Kind> found = new HashMap<>();
        while (rows.hasNext()) {
            AuditedRow row = rows.next();
            long hash = RowHash.features(row, columns, RepeatsPass.FIRST_SEED);
            if (wanted.contains(hash)) {
                found.computeIfAbsent(hash, key -> new Kind(hash, line.features(row)))
                        .add(line.label(row), part, parts);
            }
        }
        return found.values().iterator();
    }

    /** Rows of equal features. */
    private static final class Kind implements Serializable {
        private static final long serialVersionUID = 1;
        /** Of many labels, those are kept that come first by name. */
        private static final int MOST_LABELS = 100;

        private static final int SHOWN_LABELS = 3;

        private final long hash;
        private final String features;
        private final TreeMap<String, long[]> counts = new TreeMap<>();
        private boolean more;

        Kind(long hash, String features) {
            this.hash = hash;
            this.features = features;
        }

        void add(String label, int part, int parts) {
            counts.computeIfAbsent(label, key -> new long[parts])[part]++;
            forgetTooMany();
        }

        Kind merged(Kind other) {
            other.counts.forEach((label, others) -> counts.merge(
                    label,
                    others,
                    (mine, more) -> IntStream.range(0, mine.length)
                            .mapToLong(i -> mine[i] + more[i])
                            .toArray()));
            more |= other.more;
            forgetTooMany();
            return this;
        }

        private void forgetTooMany() {
            while (counts.size() > MOST_LABELS) {
                counts.pollLastEntry();
                more = true;
            }
        }

        String line(String[] names) {
            List<String> labels = new ArrayList<>();
            counts.entrySet().stream()
                    .sorted(Comparator.comparing((Map.Entry<String, long[]> entry) ->
                            -Arrays.stream(entry.getValue()).sum()))
                    .limit(SHOWN_LABELS)
                    .forEach(entry -> labels.add(
                            (entry.getKey().isEmpty() ? "" : entry.getKey() + ": ") + times(entry.getValue(), names)));
            return features + " | " + String.join("; ", labels) + (more || counts.size() > SHOWN_LABELS ? "; …" : "");
        }

        private static String times(long[] counts, String[] names) {
            List<String> times = new ArrayList<>();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0) {
                    times.add(counts[i] + " in " + names[i]);
                }
            }
            return String.join(", ", times);
        }
    }
}
