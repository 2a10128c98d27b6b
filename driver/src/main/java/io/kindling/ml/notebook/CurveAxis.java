package io.kindling.ml.notebook;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis from {@code low} to {@code high}.
 *
 * @param logarithmic whether equal distances are equal ratios
 */
record CurveAxis(double low, double high, boolean logarithmic) {
    private static final int TICKS = 5;
    /** From this ratio of the largest to the smallest number on, the smaller ones would be one flat line. */
    private static final double WIDE = 10;

    /** An axis for all of these numbers. */
    static CurveAxis over(double smallest, double largest) {
        boolean logarithmic = smallest > 0 && largest / smallest > WIDE;
        if (largest > smallest) {
            return new CurveAxis(smallest, largest, logarithmic);
        }
        double margin = Math.max(Math.abs(smallest) / 10, Float.MIN_NORMAL);
        return new CurveAxis(smallest - margin, largest + margin, false);
    }

    /** Where a number lies: 0 at {@code low}, 1 at {@code high}. */
    double place(double number) {
        return logarithmic ? Math.log(number / low) / Math.log(high / low) : (number - low) / (high - low);
    }

    /** Round numbers on the axis, some five of them. */
    List<Double> ticks() {
        return logarithmic ? powers() : steps();
    }

    private List<Double> steps() {
        double rough = (high - low) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = rough / power < 1.5 ? power : rough / power < 3.5 ? 2 * power : 5 * power;
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step); i * step <= high * (1 + 1e-9); i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Of 1, 2 and 5 times the powers of ten; only the powers where those are enough. */
    private List<Double> powers() {
        List<Double> ticks = new ArrayList<>();
        double[] factors = high / low > 1000 ? new double[] {1} : new double[] {1, 2, 5};
        for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
            for (double factor : factors) {
                double tick = factor * Math.pow(10, power);
                if (tick >= low && tick <= high) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}
