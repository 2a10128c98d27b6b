package io.kindling.kernels.setting;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers between two ends, written as {@link Range} has it: {@code (0, 1]}, {@code [0, inf)}. NaN lies in none.
 *
 * @param low the lower end; may be negative infinity
 * @param takesLow whether the lower end belongs to it
 * @param high the upper end; may be infinity
 * @param takesHigh whether the upper end belongs to it
 */
public record Interval(double low, boolean takesLow, double high, boolean takesHigh) {
    private static final Pattern FORM = Pattern.compile("([\\[(])\\s*([^,\\s]+)\\s*,\\s*([^,\\s]+)\\s*([])])");

    /**
     * Reads an interval.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static Interval of(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no interval; wanted the form (0, 1] or [0, inf)");
        }
        double low = end(form.group(2), text);
        double high = end(form.group(3), text);
        if (!(low <= high)) {
            throw new IllegalArgumentException("The ends of the interval \"" + text + "\" are in the wrong order");
        }
        return new Interval(low, form.group(1).equals("["), high, form.group(4).equals("]"));
    }

    /** Whether a number lies in it. */
    public boolean contains(double value) {
        boolean above = takesLow ? value >= low : value > low;
        boolean below = takesHigh ? value <= high : value < high;
        return above && below;
    }

    /**
     * Does nothing if the value lies in the interval.
     *
     * @param name what the value is called where the user gave it
     * @throws IllegalArgumentException otherwise, with name, value and interval
     */
    public void require(String name, double value) {
        if (!contains(value)) {
            throw new IllegalArgumentException(problem(name, value));
        }
    }

    /** The sentence for a value that lies outside. */
    String problem(String name, Number value) {
        return name + " is " + value + ", must lie in " + this;
    }

    @Override
    public String toString() {
        return (takesLow ? "[" : "(") + written(low) + ", " + written(high) + (takesHigh ? "]" : ")");
    }

    private static double end(String number, String text) {
        try {
            return switch (number) {
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(number);
            };
        } catch (NumberFormatException cause) {
            throw new IllegalArgumentException(
                    "\"" + number + "\" in the interval \"" + text + "\" is neither a number nor inf", cause);
        }
    }

    private static String written(double end) {
        if (Double.isInfinite(end)) {
            return end > 0 ? "inf" : "-inf";
        }
        return end == (long) end ? Long.toString((long) end) : Double.toString(end);
    }
}
