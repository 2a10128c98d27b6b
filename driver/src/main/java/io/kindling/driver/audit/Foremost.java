package io.kindling.driver.audit;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The few lines that belong to the largest numbers; the same whatever order they come in. Not thread-safe. */
public final class Foremost implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int MOST = 5;

    private record Entry(double number, String line) implements Comparable<Entry>, Serializable {
        private static final Comparator<Entry> ORDER =
                Comparator.comparingDouble(Entry::number).reversed().thenComparing(Entry::line);

        @Override
        public int compareTo(Entry other) {
            return ORDER.compare(this, other);
        }
    }

    private final TreeSet<Entry> entries = new TreeSet<>();

    /** Whether a line with this number may be among them, so that it is worth writing. */
    public boolean takes(double number) {
        return entries.size() < MOST || number >= entries.last().number;
    }

    /** Takes a line in. */
    public void add(double number, String line) {
        entries.add(new Entry(number, line));
        if (entries.size() > MOST) {
            entries.pollLast();
        }
    }

    public void addAll(Foremost other) {
        other.entries.forEach(entry -> add(entry.number, entry.line));
    }

    /** That of the largest number first. */
    public List<String> lines() {
        return entries.stream().map(Entry::line).toList();
    }
}
