package io.kindling.driver.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A line of {@code layers.csv}: how a layer was in a watched step. What does not apply to it is NaN, and an empty cell in the file.
 *
 * @param step counted from 1
 * @param epoch counted from 1
 * @param layer by position, as in the names of parameters: {@code layers.0}
 * @param kind as in YAML: {@code dense}
 * @param mean of its outputs
 * @param deviation of its outputs, the standard one
 * @param saturated share of its outputs within 1 % of a limit, for activations with limits such as sigmoid and tanh
 * @param dead share of its units that gave nothing but 0 in the last {@value DeadUnits#WINDOW} watched steps, for ReLU and the like
 * @param gradientNorm Euclidean norm of the mean gradient by its parameters, before clipping
 * @param parameterNorm Euclidean norm of its parameters before the update
 * @param updateRatio norm of the update over {@code parameterNorm}
 * @param outputGradient Euclidean norm of the gradient of a row's loss by its outputs, root mean square over the rows
 */
public record LayerLine(
        long step,
        long epoch,
        String layer,
        String kind,
        double mean,
        double deviation,
        double saturated,
        double dead,
        double gradientNorm,
        double parameterNorm,
        double updateRatio,
        double outputGradient) {
    static final String HEADER = "step,epoch,layer,kind,mean,deviation,saturated,dead,gradient_norm,parameter_norm,"
            + "update_ratio,output_gradient";

    String cells() {
        StringBuilder cells = new StringBuilder()
                .append(step)
                .append(',')
                .append(epoch)
                .append(',')
                .append(layer);
        cells.append(',').append(kind);
        for (double number :
                List.of(mean, deviation, saturated, dead, gradientNorm, parameterNorm, updateRatio, outputGradient)) {
            cells.append(',').append(Double.isNaN(number) ? "" : String.format(Locale.ROOT, "%.6g", number));
        }
        return cells.toString();
    }

    static LayerLine of(String cells) {
        String[] parts = cells.split(",", -1);
        double[] numbers = Arrays.stream(parts)
                .skip(4)
                .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                .toArray();
        return new LayerLine(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                parts[2],
                parts[3],
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4],
                numbers[5],
                numbers[6],
                numbers[7]);
    }
}
