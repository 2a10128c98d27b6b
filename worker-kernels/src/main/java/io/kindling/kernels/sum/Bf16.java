package io.kindling.kernels.sum;

import io.kindling.kernels.setting.Help;
import io.kindling.kernels.vector.Bfloat16;

/**
 * Every number rounded to bfloat16, the upper half of a float32, which keeps its range and 8 bits of precision: to the
 * nearest, of two that are as near to the one whose last bit is 0.
 */
@Help("Every number rounded to bfloat16: two bytes each; as repeatable as none")
public record Bf16() implements Compression {
    @Override
    public void apply(float[] numbers, int parameters, float[] residual) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = rounded(numbers[i]);
        }
    }

    /** The nearest bfloat16. Beyond the largest it is infinity; what is no number stays none. */
    static float rounded(float number) {
        return Bfloat16.number(Bfloat16.bits(number));
    }
}
