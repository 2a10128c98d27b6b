package io.kindling.driver.plan;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.sum.GradientSum;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** How long passes forth and back take on this thread, by their rows: measured over zeros when first asked for. Not thread-safe. */
public final class PassSpeed implements IntToDoubleFunction {
    private static final long LEAST_NANOS = 200_000_000;
    /** Until Java has compiled the loops, passes are many times as slow. */
    private static final long WARM_UP_NANOS = 2_000_000_000;

    private static final int LEAST_PASSES = 3;

    private final Model model;
    private final int mostRows;
    private final Map<Integer, Double> measured = new HashMap<>();

    /**
     * Of a model.
     *
     * @param mostRows that go through at once; more of them take several passes
     */
    public PassSpeed(Model model, int mostRows) {
        this.model = model;
        this.mostRows = mostRows;
    }

    /** Milliseconds. */
    @Override
    public double applyAsDouble(int rows) {
        int whole = rows / mostRows;
        int rest = rows % mostRows;
        return (whole == 0 ? 0 : whole * millis(mostRows)) + (rest == 0 ? 0 : millis(rest));
    }

    private double millis(int rows) {
        if (measured.isEmpty()) {
            measure(rows, WARM_UP_NANOS);
        }
        return measured.computeIfAbsent(rows, asked -> measure(asked, LEAST_NANOS));
    }

    /** The fastest of the passes of so long a time. */
    private double measure(int rows, long leastNanos) {
        Batch batch = new Batch(model.input(), model.target(), false);
        batch.resize(rows);
        Arrays.fill(batch.weights(), 1);
        batch.features();
        float[] weights = model.layout().initialize(1);
        GradientSum sum = new GradientSum(model.layout().parameters());
        Pass pass = new Pass(Kernels.best());
        long best = Long.MAX_VALUE;
        long start = System.nanoTime();
        for (int i = 0; i < LEAST_PASSES || System.nanoTime() - start < leastNanos; i++) {
            long begun = System.nanoTime();
            pass.begin(true, i, batch.keys());
            model.addGradient(pass, weights, batch, sum);
            best = Math.min(best, System.nanoTime() - begun);
        }
        return best / 1e6;
    }
}
