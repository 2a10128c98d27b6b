package io.kindling.driver.checkpoint;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.optim.OptimizerState;
import io.kindling.driver.report.MetricsHistory;
import io.kindling.driver.train.BestSoFar;
import io.kindling.driver.train.LossSum;
import io.kindling.driver.train.TrainingState;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** States of a small network, with numbers that do not go through text easily. */
final class States {
    static final String YAML = """
            name: small
            data: {train: rows.csv, label: y}
            model: {input: [2], layers: [dense: 3, batch_norm, relu, dense: 2], loss: cross_entropy}
            training: {optimizer: adam}
            spark: {shards: 2}
            """;

    static final RunConfig CONFIG = ConfigLoader.parse("small", YAML);

    static final CheckpointOrigin ORIGIN = new CheckpointOrigin(
            CONFIG, CONFIG.model().model().layout(), Map.of("training", "1a", "validation", "2b"), "kernels", true);

    static final MetricsHistory HISTORY = new MetricsHistory(
            "step,epoch\n1,1\n".getBytes(StandardCharsets.UTF_8), Math.PI, 1e-300, 9, 4, 1_234_567_890_123L);

    private States() {}

    /** After a step; the best weights were reached at another one, or were not yet. */
    static TrainingState after(long step, long best) {
        int length = ORIGIN.layout().length();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("loss", 0.1 + 0.2);
        figures.put("accuracy", Double.NaN);
        Map<String, float[]> arrays = new LinkedHashMap<>();
        arrays.put("adam.mean", floats(ORIGIN.layout().parameters(), step + 1));
        arrays.put("adam.square", floats(ORIGIN.layout().parameters(), step + 2));
        return new TrainingState(
                step,
                17 * step,
                123_456_789L,
                new LossSum(1.0 / 3, 7),
                new LossSum(Double.NaN, 0),
                Double.NaN,
                floats(length, step),
                new OptimizerState(step, arrays, Map.of("plateau.best", Double.MAX_VALUE)),
                best == 0
                        ? new BestSoFar(Double.NaN, Optional.empty(), 0, Map.of(), 0)
                        : new BestSoFar(-0.1, Optional.of(floats(length, best)), best, figures, 2));
    }

    private static float[] floats(int length, long seed) {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
            floats[i] = (float) StrictMath.sin((double) seed * 31 + i);
        }
        floats[0] = -0.0f;
        floats[1] = Float.MIN_VALUE;
        return floats;
    }
}
