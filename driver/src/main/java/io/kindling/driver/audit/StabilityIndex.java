package io.kindling.driver.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How unlike two distributions are over the same ranges: the sum of (q - p) ln(q / p), the population stability index (Siddiqi:
 * Credit Risk Scorecards, 2006), a symmetric Kullback-Leibler divergence.
 *
 * @param value 0 where they are equal
 * @param chance what it is to be expected of equal distributions: (ranges - 1)(1/n + 1/m)
 * @param greatest the range that makes most of it, in words
 */
public record StabilityIndex(double value, double chance, String greatest) {
    private static final int RANGES = 10;
    /** Added to each range, so that an empty one does not make it infinite. */
    private static final double EMPTY = 0.5;

    /** Of a column's numbers in two parts, over ranges that each hold about a tenth of the first; missing ones are a range. */
    public static StabilityIndex of(NumberFigures first, NumberFigures second) {
        double[] shares = new double[RANGES - 1];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (i + 1.0) / RANGES;
        }
        double[] edges = first.histogram().quantiles(shares);
        long[][] counts = new long[edges.length + 1][2];
        count(first.histogram(), edges, counts, 0);
        count(second.histogram(), edges, counts, 1);
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            ranges.add(new Range(name(edges, i), counts[i][0], counts[i][1]));
        }
        ranges.add(new Range("missing", first.missing(), second.missing()));
        return of(ranges);
    }

    /** Of a column's words in two parts, where they are few enough to be counted. */
    public static Optional<StabilityIndex> of(WordFigures first, WordFigures second) {
        if (!first.few() || !second.few()) {
            return Optional.empty();
        }
        Map<String, long[]> counts = new LinkedHashMap<>();
        first.values().forEach((word, count) -> counts.put("\"" + word + "\"", new long[] {count, 0}));
        second.values()
                .forEach((word, count) -> counts.computeIfAbsent("\"" + word + "\"", none -> new long[2])[1] = count);
        List<Range> ranges = new ArrayList<>();
        counts.forEach((word, count) -> ranges.add(new Range(word, count[0], count[1])));
        ranges.add(new Range("missing", first.missing(), second.missing()));
        return Optional.of(of(ranges));
    }

    private static void count(Histogram histogram, double[] edges, long[][] counts, int part) {
        for (long bin : histogram.bins()) {
            double middle = Histogram.middle(bin);
            int range = 0;
            while (range < edges.length && middle > edges[range]) {
                range++;
            }
            counts[range][part] += histogram.count(bin);
        }
    }

    private static String name(double[] edges, int range) {
        return range < edges.length
                ? String.format(Locale.ROOT, "up to %.4g", edges[range])
                : String.format(Locale.ROOT, "over %.4g", edges[edges.length - 1]);
    }

    /** A range, and how many of the numbers of each part are in it. */
    private record Range(String name, long first, long second) {}

    /** Ranges that hold nothing of both parts do not count. */
    private static StabilityIndex of(List<Range> all) {
        List<Range> ranges =
                all.stream().filter(range -> range.first() + range.second() > 0).toList();
        long n = ranges.stream().mapToLong(Range::first).sum();
        long m = ranges.stream().mapToLong(Range::second).sum();
        if (n == 0 || m == 0) {
            return new StabilityIndex(0, 0, "");
        }
        double sum = 0;
        double most = -1;
        String greatest = "";
        for (Range range : ranges) {
            double p = (range.first() + EMPTY) / (n + EMPTY * ranges.size());
            double q = (range.second() + EMPTY) / (m + EMPTY * ranges.size());
            double term = (q - p) * Math.log(q / p);
            sum += term;
            if (term > most) {
                most = term;
                greatest = String.format(
                        Locale.ROOT,
                        "%s are %.1f %% of the rows there and %.1f %% here",
                        range.name(),
                        100.0 * range.second() / m,
                        100.0 * range.first() / n);
            }
        }
        return new StabilityIndex(sum, (ranges.size() - 1) * (1.0 / n + 1.0 / m), greatest);
    }
}
