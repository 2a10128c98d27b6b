package io.kindling.driver.train;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.parameter.ParameterLayout;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.vector.Elementwise;
import io.kindling.kernels.watch.WatchedLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Adds to what was watched on the shards what is known here: gradients, parameters and their update. */
public final class LayerFigures {
    private final ParameterLayout layout;
    private final List<WatchedLayer> watched;
    private final Optional<float[]> gradient;
    private final float[] before;

    private LayerFigures(
            ParameterLayout layout, List<WatchedLayer> watched, Optional<float[]> gradient, float[] before) {
        this.layout = layout;
        this.watched = watched;
        this.gradient = gradient;
        this.before = before;
    }

    /**
     * Begins in front of an update; nothing where the step was not watched.
     *
     * @param gradient the mean over the step's rows, which stays as it is until {@link #after}; empty where there is none in common
     * @param parameters as they are before it; copied
     */
    public static Optional<LayerFigures> before(
            ParameterLayout layout, GradientSum sum, Optional<float[]> gradient, float[] parameters) {
        if (!WatchedLayer.areIn(sum.tally())) {
            return Optional.empty();
        }
        return Optional.of(new LayerFigures(
                layout, WatchedLayer.of(sum.tally()), gradient, Arrays.copyOf(parameters, layout.parameters())));
    }

    /**
     * Ends behind the update.
     *
     * @param parameters as they are now
     * @param steps that the update was of
     */
    public List<LayerReport> after(float[] parameters, int steps) {
        List<LayerReport> reports = new ArrayList<>();
        for (WatchedLayer layer : watched) {
            reports.add(report(layer, parameters, steps));
        }
        return reports;
    }

    private LayerReport report(WatchedLayer layer, float[] parameters, int steps) {
        Elementwise loops = Kernels.best().elementwise();
        double gradients = 0;
        double squares = 0;
        double updates = 0;
        boolean any = false;
        for (ParameterLayout.Entry entry : layout.entries()) {
            if (layerOf(entry.name()).equals(layer.name())) {
                any = true;
                int from = entry.offset();
                squares += loops.sumOfSquares(before, from, entry.length());
                updates += change(parameters, from, entry.length());
                if (gradient.isPresent()) {
                    gradients += loops.sumOfSquares(gradient.get(), from, entry.length());
                }
            }
        }
        double norm = any ? Math.sqrt(squares) : Double.NaN;
        return new LayerReport(
                layer,
                any && gradient.isPresent() ? Math.sqrt(gradients) : Double.NaN,
                norm,
                norm > 0 ? Math.sqrt(updates) / steps / norm : Double.NaN);
    }

    /** The sum of squares of what has changed. */
    private double change(float[] parameters, int from, int length) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            double change = (double) parameters[i] - before[i];
            sum += change * change;
        }
        return sum;
    }

    /** A parameter's name up to its last position: {@code layers.0} of {@code layers.0.self_attn.out_proj.weight}. */
    static String layerOf(String parameter) {
        String[] parts = parameter.split("\\.", -1);
        int end = 1;
        while (end < parts.length && !parts[end].isEmpty() && Character.isDigit(parts[end].charAt(0))) {
            end++;
        }
        return String.join(".", Arrays.copyOf(parts, end));
    }
}
