package io.kindling.kernels.sum;

import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What travels with a gradient beside it: named slots of numbers, such as the counts behind a metric, that shards fill
 * and the tree adds up. An absent slot counts as zeros.
 */
public final class Tally {
    private final Map<String, double[]> slots = new TreeMap<>();

    /** The slot of this name, made of zeros at first use; always of the same length. */
    public double[] slot(String name, int length) {
        double[] slot = slots.computeIfAbsent(name, absent -> new double[length]);
        if (slot.length != length) {
            throw new IllegalArgumentException(
                    "Slot " + name + " has " + slot.length + " numbers, but " + length + " were asked for");
        }
        return slot;
    }

    /** The names of the slots, sorted. */
    public List<String> names() {
        return List.copyOf(slots.keySet());
    }

    /** What a slot holds; nothing where no shard filled it. */
    public double[] get(String name) {
        return slots.getOrDefault(name, new double[0]);
    }

    /** <em>Adds</em> another tally, slot by slot. */
    public void merge(Tally other) {
        other.slots.forEach((name, values) -> {
            double[] slot = slot(name, values.length);
            for (int i = 0; i < slot.length; i++) {
                slot[i] += values[i];
            }
        });
    }

    /** Forgets all slots. */
    public void clear() {
        slots.clear();
    }

    void write(ObjectOutput out) throws IOException {
        out.writeInt(slots.size());
        for (Map.Entry<String, double[]> entry : slots.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeInt(entry.getValue().length);
            for (double value : entry.getValue()) {
                out.writeDouble(value);
            }
        }
    }

    void read(ObjectInput in) throws IOException {
        slots.clear();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            double[] values = new double[in.readInt()];
            for (int j = 0; j < values.length; j++) {
                values[j] = in.readDouble();
            }
            slots.put(name, values);
        }
    }
}
