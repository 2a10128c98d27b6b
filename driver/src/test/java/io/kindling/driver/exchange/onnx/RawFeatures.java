package io.kindling.driver.exchange.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The numbers of feature columns as their cells hold them: neither logarithm nor scaling, sequences filled up with zeros.
 *
 * @param numbers of each row, as many as a row has features
 * @param held how many of them the row's cells hold
 */
record RawFeatures(List<float[]> numbers, List<Integer> held) {
    /**
     * Collects them.
     *
     * @param appended rows with feature columns among or behind their own
     * @param fields of the feature columns
     */
    static RawFeatures of(Dataset<Row> appended, int[] fields, int width) {
        List<float[]> numbers = new ArrayList<>();
        List<Integer> held = new ArrayList<>();
        for (Row row : appended.collectAsList()) {
            List<Double> cells = new ArrayList<>();
            for (int i : fields) {
                cells.addAll(cell(row.get(i)));
            }
            float[] full = new float[width];
            for (int i = 0; i < Math.min(width, cells.size()); i++) {
                full[i] = cells.get(i).floatValue();
            }
            numbers.add(full);
            held.add(cells.size());
        }
        return new RawFeatures(numbers, held);
    }

    float[] rows(int from, int to) {
        int width = numbers.get(0).length;
        float[] rows = new float[(to - from) * width];
        for (int row = from; row < to; row++) {
            System.arraycopy(numbers.get(row), 0, rows, (row - from) * width, width);
        }
        return rows;
    }

    long[] lengths(int from, int to) {
        return held.subList(from, to).stream().mapToLong(Integer::longValue).toArray();
    }

    private static List<Double> cell(Object cell) {
        if (cell instanceof Double number) {
            return List.of(number);
        }
        if (cell instanceof Vector vector) {
            return Arrays.stream(vector.toArray()).boxed().toList();
        }
        if (cell instanceof byte[] bytes) {
            List<Double> numbers = new ArrayList<>();
            for (byte one : bytes) {
                numbers.add((double) (one & 0xFF));
            }
            return numbers;
        }
        List<Double> numbers = new ArrayList<>();
        CollectionConverters.asJava((Seq<?>) cell).forEach(number -> numbers.add((Double) number));
        return numbers;
    }
}
