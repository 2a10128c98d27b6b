package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.ColumnFigures;
import io.kindling.driver.audit.NumberFigures;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.WordFigures;
import io.kindling.driver.spark.data.row.CellKind;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.unsafe.types.UTF8String;

/** A row as a line of about 100 letters: the cells that tell most first, those that have no room left out. Immutable. */
final class RowLine implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int WIDTH = 100;
    private static final int WORD = 40;
    /** Texts come first, then numbers far from their mean, then words, then other numbers, then 0. */
    private static final double TEXT = 1e9;

    private static final double COMMON_WORD = 2;

    private final AuditedColumns columns;
    private final double[] means;
    private final double[] deviations;
    private final double[] wordScores;

    /**
     * Knows what is usual.
     *
     * @param training the figures of its columns
     */
    RowLine(AuditedColumns columns, Part training) {
        this.columns = columns;
        this.means = new double[columns.size()];
        this.deviations = new double[columns.size()];
        this.wordScores = new double[columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            ColumnFigures figures = training.features().get(i);
            if (figures instanceof NumberFigures numbers) {
                means[i] = numbers.moments().mean();
                deviations[i] = numbers.moments().deviation();
            } else {
                wordScores[i] = figures instanceof WordFigures words && !words.texts() ? COMMON_WORD : TEXT;
            }
        }
    }

    /** The features. */
    String features(AuditedRow row) {
        int[] order = IntStream.range(0, columns.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -telling(row, i)))
                .mapToInt(Integer::intValue)
                .toArray();
        StringBuilder line = new StringBuilder();
        for (int i : order) {
            String cell =
                    columns.names().get(i) + " " + cell(row, i, columns.kinds().get(i));
            if (line.length() > 0 && line.length() + cell.length() > WIDTH) {
                return line + ", …";
            }
            line.append(line.length() == 0 ? "" : ", ").append(cell);
        }
        return line.toString();
    }

    /** The label's column and cell; empty where there is none. */
    String label(AuditedRow row) {
        return columns.labelled() ? columns.label() + " " + cell(row, columns.size(), columns.labelKind()) : "";
    }

    private double telling(AuditedRow row, int column) {
        if (columns.kinds().get(column) != CellKind.NUMBER) {
            return wordScores[column];
        }
        if (row.number(column) == 0) {
            return -1;
        }
        double from = Math.abs(row.number(column) - means[column]);
        return from > 0 && deviations[column] > 0 ? from / deviations[column] : 0;
    }

    private static String cell(AuditedRow row, int column, CellKind kind) {
        return switch (kind) {
            case NUMBER -> number(row.number(column));
            case TEXT -> word(row.word(column));
            default -> series(row.series(column), row.length(column));
        };
    }

    /** A number with as many places as a float has. */
    static String number(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15 ? String.valueOf((long) x) : String.valueOf((float) x);
    }

    private static String word(UTF8String word) {
        return word == null ? "missing" : shortened(word.toString(), WORD);
    }

    /** The beginning of a text, on one line. */
    static String shortened(String text, int most) {
        String line = text.substring(0, Math.min(text.length(), 4 * most))
                .replaceAll("\\s+", " ")
                .strip();
        return line.length() <= most ? line : line.substring(0, most) + "…";
    }

    private static String series(float[] numbers, int length) {
        if (length < 0) {
            return "missing";
        }
        int present = 0;
        double sum = 0;
        for (int i = 0; i < length; i++) {
            present += numbers[i] != 0 ? 1 : 0;
            sum += numbers[i];
        }
        return String.format(
                Locale.ROOT,
                "of %,d numbers, %,d of them not 0, mean %.4g",
                length,
                present,
                sum / Math.max(1, length));
    }
}
