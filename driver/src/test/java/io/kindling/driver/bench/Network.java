package io.kindling.driver.bench;

import io.kindling.driver.optim.Adam;
import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.rule.Segment;
import io.kindling.driver.optim.schedule.Constant;
import io.kindling.driver.train.Shards;
import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.work.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dense network with ReLUs, and made-up rows for it.
 *
 * @param widths input, hidden layers, classes
 */
record Network(int... widths) {
    Model model() {
        List<Layer> layers = new ArrayList<>();
        for (int i = 1; i < widths.length; i++) {
            layers.add(new Dense(widths[i]));
            if (i < widths.length - 1) {
                layers.add(new Relu());
            }
        }
        return new Model(Shape.of(widths[0]), layers, new CrossEntropy());
    }

    List<Shard> shards(int rows, int shards) {
        float[][] x = new float[rows][widths[0]];
        float[][] y = new float[rows][1];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < widths[0]; j++) {
                x[i][j] = (float) Draws.uniform(i, j);
            }
            y[i][0] = (int) (Draws.uniform(7, i) * widths[widths.length - 1]);
        }
        return Shards.deal(x, y, shards);
    }

    Job job(List<Shard> shards, int batch) {
        return new Job(model(), new BatchSampler(1, batch, true, Shards.rows(shards)), Scaling.NONE, Scaling.NONE);
    }

    Optimizer adam() {
        List<Segment> segments = model().layout().entries().stream()
                .map(entry -> new Segment(entry.name(), entry.offset(), entry.length(), true))
                .toList();
        return Optimizer.of(
                new Adam(1e-3, 0.9, 0.999, 1e-8, false, 0),
                new Constant(0).over(1),
                Optional.empty(),
                Optional.empty(),
                segments,
                model().layout().parameters());
    }

    /** Multiply-adds count as two; the first layer has no input gradient. */
    double flopsPerRow() {
        double flops = 0;
        for (int i = 1; i < widths.length; i++) {
            flops += (i == 1 ? 4.0 : 6.0) * widths[i - 1] * widths[i];
        }
        return flops;
    }

    @Override
    public String toString() {
        StringBuilder name = new StringBuilder();
        for (int width : widths) {
            name.append(name.length() == 0 ? "" : "-").append(width);
        }
        return name.toString();
    }
}
