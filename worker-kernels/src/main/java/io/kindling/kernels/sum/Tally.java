package io.kindling.kernels.sum;

import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What travels with a gradient beside it: named slots of numbers, such as the counts behind a metric or the moments of a
 * batch, that shards fill and the tree merges. An absent slot counts as zeros.
 */
public final class Tally {
    private record Slot(Merge merge, double[] values) {}

    private final Map<String, Slot> slots = new TreeMap<>();

    /** The slot of this name, made of zeros at first use; always of the same length. Shards' slots are added up. */
    public double[] slot(String name, int length) {
        return slot(name, length, Merge.SUM);
    }

    /**
     * <em>Adds</em> the moments of some rows to a slot: its count, the mean of each column and the sum of squared
     * deviations from it. {@link #get} gives them one behind the other.
     */
    public void addMoments(String name, long count, double[] mean, double[] squares) {
        double[] added = new double[1 + 2 * mean.length];
        added[0] = count;
        System.arraycopy(mean, 0, added, 1, mean.length);
        System.arraycopy(squares, 0, added, 1 + mean.length, mean.length);
        Merge.MOMENTS.into(slot(name, added.length, Merge.MOMENTS), added);
    }

    /**
     * The slot of this name as the few largest of all shards' records.
     *
     * @param capacity how many are kept
     * @param width numbers in a record, at least one
     */
    public LargestRecords largest(String name, int capacity, int width) {
        return new LargestRecords(slot(name, LargestRecords.length(capacity, width), Merge.LARGEST), width);
    }

    /** The names of the slots, sorted. */
    public List<String> names() {
        return List.copyOf(slots.keySet());
    }

    /** What a slot holds; nothing where no shard filled it. */
    public double[] get(String name) {
        Slot slot = slots.get(name);
        return slot == null ? new double[0] : slot.values;
    }

    /** <em>Adds</em> another tally, slot by slot. */
    public void merge(Tally other) {
        merge(other, "");
    }

    /** <em>Adds</em> those slots of another tally whose names begin so. */
    public void merge(Tally other, String prefix) {
        other.slots.forEach((name, from) -> {
            if (name.startsWith(prefix)) {
                from.merge.into(slot(name, from.values.length, from.merge), from.values);
            }
        });
    }

    /** Forgets all slots. */
    public void clear() {
        slots.clear();
    }

    /** How many bytes {@link #write} takes, as long as names are ASCII. */
    long bytes() {
        long bytes = Integer.BYTES;
        for (Map.Entry<String, Slot> entry : slots.entrySet()) {
            Slot slot = entry.getValue();
            int names = 2 * Short.BYTES
                    + entry.getKey().length()
                    + slot.merge.name().length();
            bytes += names + Integer.BYTES + (long) slot.values.length * Double.BYTES;
        }
        return bytes;
    }

    void write(ObjectOutput out) throws IOException {
        out.writeInt(slots.size());
        for (Map.Entry<String, Slot> entry : slots.entrySet()) {
            Slot slot = entry.getValue();
            out.writeUTF(entry.getKey());
            out.writeUTF(slot.merge.name());
            out.writeInt(slot.values.length);
            for (double value : slot.values) {
                out.writeDouble(value);
            }
        }
    }

    void read(ObjectInput in) throws IOException {
        slots.clear();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            Merge merge = Merge.valueOf(in.readUTF());
            double[] values = new double[in.readInt()];
            for (int j = 0; j < values.length; j++) {
                values[j] = in.readDouble();
            }
            slots.put(name, new Slot(merge, values));
        }
    }

    private double[] slot(String name, int length, Merge merge) {
        Slot slot = slots.computeIfAbsent(name, absent -> new Slot(merge, new double[length]));
        if (slot.values.length != length || slot.merge != merge) {
            throw new IllegalArgumentException("Slot " + name + " has " + slot.values.length + " numbers (" + slot.merge
                    + "), but " + length + " (" + merge + ") were asked for");
        }
        return slot.values;
    }
}
