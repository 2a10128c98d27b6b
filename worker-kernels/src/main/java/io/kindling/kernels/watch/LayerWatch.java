package io.kindling.kernels.watch;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.Watch;
import io.kindling.kernels.registry.LayerRegistry;
import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.vector.Elementwise;

/**
 * Counts into a tally what each layer of a pass gives out and which gradients come back, so that shards' counts meet where
 * their gradients do. {@link WatchedLayer} reads them.
 *
 * <p>For each layer: the moments of its outputs, how long the loss's gradient by them is, and of activations
 * the outputs within 1 % of a limit, or the sum of each unit's outputs where a unit can die. A unit is a channel of pictures and
 * else a place of the last axis.
 */
public final class LayerWatch implements Watch {
    static final String PREFIX = "watch/";
    static final String OUTPUT = "output";
    static final String GRADIENT = "gradient";
    static final String SATURATED = "saturated";
    static final String UNITS = "units";

    /** What part of the way between the limits counts as being at one. */
    private static final double NEAR = 0.01;

    private final Pass pass;
    private final Tally tally;
    private final StringBuilder place = new StringBuilder("layers");
    private int seen;

    /** Looks on at a pass from its forward pass on. */
    public LayerWatch(Pass pass, Tally tally) {
        this.pass = pass;
        this.tally = tally;
    }

    @Override
    public void enter(int position) {
        place.append('.').append(position);
    }

    @Override
    public void leave() {
        place.setLength(place.lastIndexOf("."));
    }

    @Override
    public void pass(int position, Layer layer) {
        tally.slot(next(position, layer) + OUTPUT, 0);
    }

    private String next(int position, Layer layer) {
        return String.format("%s%04d/%s.%d/%s/", PREFIX, seen++, place, position, LayerRegistry.nameOf(layer));
    }

    @Override
    public Backward see(int position, Layer layer, Matrix y, Backward back) {
        if (layer.isView()) {
            return back;
        }
        String name = next(position, layer);
        addMoments(name + OUTPUT, y);
        if (layer instanceof Activation activation) {
            activation.limits().ifPresent(limits -> tally.slot(name + SATURATED, 1)[0] += saturated(limits, y));
            if (activation.canDie()) {
                addUnits(tally.slot(name + UNITS, units(y.shape())), y);
            }
        }
        return (dy, dParameters, dx) -> {
            double[] gradient = tally.slot(name + GRADIENT, 2);
            gradient[0] += dy.rows();
            gradient[1] += loops().sumOfSquares(dy.array(), dy.offset(), dy.size());
            back.apply(dy, dParameters, dx);
        };
    }

    private Elementwise loops() {
        return pass.kernels().elementwise();
    }

    private void addMoments(String slot, Matrix y) {
        int count = y.size();
        if (count == 0) {
            return;
        }
        double mean = loops().sum(y.array(), y.offset(), count) / count;
        double squares = loops().sumOfSquares(y.array(), y.offset(), count);
        // Where all are alike, rounding may make it a little less than nothing.
        double deviations = Math.max(0, squares - mean * mean * count);
        tally.addMoments(slot, count, new double[] {mean}, new double[] {deviations});
    }

    private static double saturated(Activation.Limits limits, Matrix y) {
        double near = NEAR * (limits.highest() - limits.lowest());
        float low = (float) (limits.lowest() + near);
        float high = (float) (limits.highest() - near);
        long count = 0;
        for (int i = y.offset(); i < y.offset() + y.size(); i++) {
            float value = y.array()[i];
            if (value < low || value > high) {
                count++;
            }
        }
        return count;
    }

    private static int units(Shape row) {
        return row.rank() == 3 ? row.dimension(0) : row.last();
    }

    private void addUnits(double[] sums, Matrix y) {
        if (y.shape().rank() == 3) {
            addPlanes(sums, y);
        } else {
            addColumns(sums, y);
        }
    }

    private void addPlanes(double[] sums, Matrix y) {
        int plane = y.columns() / sums.length;
        for (int at = y.offset(), unit = 0; at < y.offset() + y.size(); at += plane) {
            sums[unit] += loops().sum(y.array(), at, plane);
            unit = unit + 1 == sums.length ? 0 : unit + 1;
        }
    }

    private void addColumns(double[] sums, Matrix y) {
        float[] columns = new float[sums.length];
        for (int at = y.offset(); at < y.offset() + y.size(); at += sums.length) {
            loops().add(y.array(), at, columns, 0, sums.length);
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += columns[i];
        }
    }
}
