package io.kindling.kernels.watch;

import io.kindling.kernels.sum.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a layer did in a batch, over all shards.
 *
 * @param name by position, {@code layers.0} or, within a combinator, {@code layers.3.1}
 * @param kind as in YAML, {@code dense} or a class of a user's own
 * @param mean of all its outputs; NaN where they are nowhere to be seen, as the layer is computed as one with the next
 * @param deviation of all its outputs, the standard one; NaN as the mean
 * @param saturated share of outputs within 1 % of a limit; only where the layer has limits, as sigmoid and tanh
 * @param activity sum of each unit's outputs, 0 where it gave none; empty unless units can die, as those of ReLU
 * @param gradient Euclidean norm of the gradient of a row's loss by the layer's outputs, the root mean square over the rows; NaN
 *     where there was no way back
 */
@SuppressWarnings("ArrayRecordComponent") // numbers for readers, never compared
public record WatchedLayer(
        String name,
        String kind,
        double mean,
        double deviation,
        Optional<Double> saturated,
        double[] activity,
        double gradient) {
    /** Whether a tally holds watched layers. */
    public static boolean areIn(Tally tally) {
        return tally.names().stream().anyMatch(slot -> slot.startsWith(LayerWatch.PREFIX));
    }

    /** <em>Adds</em> the watched layers of one tally to those of the other. */
    public static void add(Tally from, Tally to) {
        to.merge(from, LayerWatch.PREFIX);
    }

    /** The watched layers of a tally, in the order of the forward pass. */
    public static List<WatchedLayer> of(Tally tally) {
        List<WatchedLayer> layers = new ArrayList<>();
        for (String slot : tally.names()) {
            if (slot.startsWith(LayerWatch.PREFIX) && slot.endsWith("/" + LayerWatch.OUTPUT)) {
                layers.add(of(tally, slot.substring(0, slot.length() - LayerWatch.OUTPUT.length())));
            }
        }
        return layers;
    }

    private static WatchedLayer of(Tally tally, String prefix) {
        String[] parts = prefix.split("/", -1);
        double[] output = tally.get(prefix + LayerWatch.OUTPUT);
        double[] saturated = tally.get(prefix + LayerWatch.SATURATED);
        double[] gradient = tally.get(prefix + LayerWatch.GRADIENT);
        return new WatchedLayer(
                parts[2],
                parts[3],
                output.length == 0 ? Double.NaN : output[1],
                output.length == 0 ? Double.NaN : Math.sqrt(output[2] / output[0]),
                saturated.length == 0 ? Optional.empty() : Optional.of(saturated[0] / output[0]),
                tally.get(prefix + LayerWatch.UNITS),
                gradient.length == 0 ? Double.NaN : Math.sqrt(gradient[1] / gradient[0]));
    }

    /** Share of units without any output; 0 where units cannot die. */
    public double idle() {
        int idle = 0;
        for (double sum : activity) {
            if (sum == 0) {
                idle++;
            }
        }
        return activity.length == 0 ? 0 : (double) idle / activity.length;
    }
}
