package io.kindling.driver.solver;

import io.kindling.driver.optim.OptimizerState;
import io.kindling.driver.solver.breeze.Curvature;
import io.kindling.kernels.sum.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What L-BFGS remembers between iterations, all of it float32 but a few numbers, so that a checkpoint holds it exactly. */
final class LbfgsMemory {
    private static final String GRADIENT = "lbfgs.gradient";
    private static final String STEP = "lbfgs.step.";
    private static final String CHANGE = "lbfgs.change.";
    private static final String LOSS = "lbfgs.loss";
    private static final String WEIGHT = "lbfgs.weight";
    private static final String ROWS = "lbfgs.rows";

    private final int history;
    private final List<Curvature> learned = new ArrayList<>();
    private int iterations;
    private OptimizerState restored;

    LbfgsMemory(int history) {
        this.history = history;
    }

    /** Oldest first. */
    List<Curvature> learned() {
        return learned;
    }

    int iterations() {
        return iterations;
    }

    /** Counts an iteration, and keeps its curvature where that is positive, as the method needs it. */
    void taken(Evaluated from, Evaluated to, double[] gradientFrom, double[] gradientTo) {
        iterations++;
        float[] step = new float[gradientFrom.length];
        float[] change = new float[gradientFrom.length];
        double product = 0;
        double square = 0;
        for (int i = 0; i < step.length; i++) {
            step[i] = to.weights()[i] - from.weights()[i];
            change[i] = (float) (gradientTo[i] - gradientFrom[i]);
            product += (double) step[i] * change[i];
            square += (double) change[i] * change[i];
        }
        if (product > 1e-10 * square) {
            learned.add(new Curvature(step, change));
            if (learned.size() > history) {
                learned.remove(0);
            }
        }
    }

    /** All of it, with the loss where the next iteration starts; that is null before the first one of this process. */
    OptimizerState state(Evaluated here, Optional<Ending> ended) {
        if (here == null) {
            return restored == null ? new OptimizerState(0, Map.of(), Map.of()) : restored;
        }
        Map<String, float[]> arrays = new LinkedHashMap<>();
        arrays.put(GRADIENT, here.gradient());
        for (int i = 0; i < learned.size(); i++) {
            arrays.put(STEP + i, learned.get(i).step());
            arrays.put(CHANGE + i, learned.get(i).change());
        }
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put(LOSS, here.loss());
        numbers.put(WEIGHT, here.weight());
        numbers.put(ROWS, (double) here.rows());
        ended.ifPresent(ending -> ending.addTo(numbers));
        return new OptimizerState(iterations, arrays, numbers);
    }

    void restore(OptimizerState saved) {
        if (saved.steps() > 0 && !saved.arrays().containsKey(GRADIENT)) {
            throw new IllegalArgumentException("The saved state is not of L-BFGS (training.solver); go on with the"
                    + " settings that it was saved from");
        }
        learned.clear();
        for (int i = 0; saved.arrays().containsKey(STEP + i); i++) {
            learned.add(new Curvature(
                    saved.arrays().get(STEP + i).clone(),
                    saved.arrays().get(CHANGE + i).clone()));
        }
        iterations = (int) saved.steps();
        restored = saved.steps() > 0 ? saved : null;
    }

    /** The loss at the weights that a checkpoint left; null where there was none. Gives it once. */
    Evaluated restoredAt(float[] parameters) {
        if (restored == null) {
            return null;
        }
        Map<String, Double> numbers = restored.numbers();
        Evaluated here = new Evaluated(
                parameters.clone(),
                numbers.get(LOSS),
                numbers.get(WEIGHT),
                numbers.get(ROWS).longValue(),
                restored.arrays().get(GRADIENT).clone(),
                new Tally());
        restored = null;
        return here;
    }
}
