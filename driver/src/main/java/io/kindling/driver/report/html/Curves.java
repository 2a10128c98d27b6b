package io.kindling.driver.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.report.RoundedNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * {@code metrics.csv} column by column, a point a step: a validation's line joins that of the same step. Of very many points those
 * of the validations stay, and of the others the highest and the lowest training loss among neighbours, so that no peak gets lost.
 */
final class Curves {
    private final List<String> columns;
    private final List<double[]> points = new ArrayList<>();

    Curves(CsvTable table) {
        this.columns = table.columns();
        for (String[] row : table.rows()) {
            double[] point = new double[row.length];
            for (int i = 0; i < row.length; i++) {
                point[i] = CsvTable.number(row[i]);
            }
            if (!points.isEmpty() && points.get(points.size() - 1)[0] == point[0]) {
                join(points.get(points.size() - 1), point);
            } else {
                points.add(point);
            }
        }
    }

    private static void join(double[] point, double[] later) {
        for (int i = 0; i < point.length; i++) {
            point[i] = Double.isNaN(later[i]) ? point[i] : later[i];
        }
    }

    /** <em>Adds</em> {@code points}, how many there are in all, and {@code columns}, each as an array of at most about {@code most} numbers. */
    void write(ObjectNode into, int most) {
        into.put("points", points.size());
        List<double[]> kept = kept(most);
        ObjectNode arrays = into.putObject("columns");
        for (int i = 0; i < columns.size(); i++) {
            ArrayNode numbers = arrays.putArray(columns.get(i));
            for (double[] point : kept) {
                RoundedNumbers.add(numbers, point[i]);
            }
        }
    }

    private List<double[]> kept(int most) {
        if (points.size() <= most) {
            return points;
        }
        Set<Integer> kept = new TreeSet<>();
        int validation = columns.indexOf("validation_loss");
        if (validation >= 0) {
            List<Integer> validated = new ArrayList<>();
            for (int i = 0; i < points.size(); i++) {
                if (!Double.isNaN(points.get(i)[validation])) {
                    validated.add(i);
                }
            }
            every(validated.size(), most / 2, i -> kept.add(validated.get(i)));
        }
        int loss = Math.max(0, columns.indexOf("train_loss"));
        int buckets = Math.max(1, (most - kept.size()) / 2);
        for (int bucket = 0; bucket < buckets; bucket++) {
            int from = (int) ((long) points.size() * bucket / buckets);
            int to = (int) ((long) points.size() * (bucket + 1) / buckets);
            int lowest = from;
            int highest = from;
            for (int i = from; i < to; i++) {
                lowest = points.get(i)[loss] < points.get(lowest)[loss] ? i : lowest;
                highest = points.get(i)[loss] > points.get(highest)[loss] ? i : highest;
            }
            kept.add(lowest);
            kept.add(highest);
        }
        kept.add(points.size() - 1);
        return kept.stream().map(points::get).toList();
    }

    /** Takes at most so many of a number of things, evenly, the last one among them. */
    static void every(int count, int most, IntConsumer take) {
        int taken = Math.min(count, most);
        for (int i = 1; i <= taken; i++) {
            take.accept((int) ((long) count * i / taken) - 1);
        }
    }
}
