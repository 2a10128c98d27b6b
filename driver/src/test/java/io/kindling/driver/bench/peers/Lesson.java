package io.kindling.driver.bench.peers;

import java.util.Locale;

/**
 * What some steps were like.
 *
 * @param steps how many
 * @param rows that they were over
 * @param seconds that they took
 * @param loss of the last one, before its update; NaN where it is not told
 * @param bytes that Java allocated
 */
record Lesson(long steps, double rows, double seconds, double loss, long bytes) {
    String written() {
        return String.format(Locale.ROOT, "%d %s %s %s %d", steps, rows, seconds, loss, bytes);
    }

    static Lesson read(String written) {
        String[] parts = written.split(" ", -1);
        return new Lesson(
                Long.parseLong(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]),
                Long.parseLong(parts[4]));
    }

    double rowsPerSecond() {
        return rows / seconds;
    }

    double millisPerStep() {
        return seconds * 1e3 / steps;
    }
}
