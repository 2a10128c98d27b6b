package io.kindling.driver.plan;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lies between the driver and its executors.
 *
 * @param bytesPerSecond of each machine's link, each way
 */
public record Network(double bytesPerSecond) {
    private static final Pattern TEXT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(mbit|gbit)");

    /**
     * {@code 10gbit}, {@code 100mbit}.
     *
     * @throws IllegalArgumentException if it is not so
     */
    public static Network parse(String text) {
        Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches() || Double.parseDouble(matcher.group(1)) == 0) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no network; wanted is its speed, as in 10gbit or 100mbit");
        }
        double bits = Double.parseDouble(matcher.group(1)) * (matcher.group(2).equals("gbit") ? 1e9 : 1e6);
        return new Network(bits / 8);
    }

    /** Milliseconds that so many bytes take on one link. */
    double millis(double bytes) {
        return bytes / bytesPerSecond * 1e3;
    }
}
