package io.kindling.driver.report;

import io.kindling.kernels.watch.WatchedLayer;
import java.util.HashMap;
import java.util.Map;

/** Remembers for each unit that can die when it last gave anything but 0. */
final class DeadUnits {
    /** So many watched steps without any output make a unit a dead one; at the beginning, as many as there were. */
    static final int WINDOW = 10;

    private final Map<String, long[]> lastActive = new HashMap<>();
    private long looks;

    /** Comes to the next watched step. */
    void nextStep() {
        looks++;
    }

    /** Takes a layer in; the share of its units that are dead, NaN where none can die. */
    double share(WatchedLayer layer) {
        double[] activity = layer.activity();
        if (activity.length == 0) {
            return Double.NaN;
        }
        long[] last = lastActive.computeIfAbsent(layer.name(), name -> new long[activity.length]);
        int dead = 0;
        for (int i = 0; i < last.length; i++) {
            if (activity[i] != 0) {
                last[i] = looks;
            }
            if (last[i] == 0 || looks - last[i] >= WINDOW) {
                dead++;
            }
        }
        return (double) dead / last.length;
    }
}
