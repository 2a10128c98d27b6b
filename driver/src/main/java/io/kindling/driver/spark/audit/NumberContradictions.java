package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.Doubts;
import io.kindling.driver.audit.Foremost;
import io.kindling.driver.audit.Histogram;
import io.kindling.driver.audit.NumberDoubts;
import io.kindling.driver.audit.linear.Folds;
import java.util.Arrays;

/** Of numbers. */
final class NumberContradictions implements Contradictions {
    private static final long serialVersionUID = 1;

    private final NumberLabelCode code;
    private final RowLine lines;
    private final Histogram residuals = new Histogram();
    private final Foremost examples = new Foremost();

    NumberContradictions(NumberLabelCode code, RowLine lines) {
        this.code = code;
        this.lines = lines;
    }

    @Override
    public void add(AuditedRow row, double[] label, double[] said) {
        double residual = label[0] - said[0];
        residuals.add(residual);
        double far = Math.abs(residual);
        if (examples.takes(far)) {
            examples.add(
                    far,
                    "label " + RowLine.number(code.label(label[0])) + ", the model says "
                            + RowLine.number(code.label(said[0])) + ": " + lines.features(row));
        }
    }

    @Override
    public Contradictions merged(Contradictions other) {
        NumberContradictions more = (NumberContradictions) other;
        residuals.addAll(more.residuals);
        examples.addAll(more.examples);
        return this;
    }

    @Override
    public Doubts doubts(Folds folds, double[][][] weights) {
        double[] quartiles = residuals.quantiles(0.25, 0.5, 0.75);
        double spread = quartiles[2] - quartiles[0];
        return new NumberDoubts(
                residuals.total(),
                1 - Arrays.stream(folds.rest(weights, 0, 1)).sum(),
                spread == 0 ? 0 : beyond(quartiles[1], 5 * spread) - beyond(quartiles[1], 10 * spread),
                spread == 0 ? 0 : beyond(quartiles[1], 10 * spread),
                examples.lines());
    }

    /** How many residuals are farther from the middle. */
    private long beyond(double middle, double distance) {
        return Arrays.stream(residuals.bins())
                .filter(bin -> Math.abs(Histogram.middle(bin) - middle) > distance)
                .map(residuals::count)
                .sum();
    }
}
