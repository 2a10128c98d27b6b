package io.kindling.driver.spark.audit;

import io.kindling.driver.spark.data.row.CellKind;
import java.util.Locale;
import org.apache.spark.unsafe.types.UTF8String;

/** The first cells of a row, shortened, for people. */
final class RowText {
    private static final int CELLS = 6;
    private static final int LETTERS = 24;

    private RowText() {}

    static String of(AuditedRow row, AuditedColumns columns) {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < Math.min(CELLS, columns.size()); c++) {
            text.append(c == 0 ? "" : ", ").append(columns.names().get(c)).append(' ');
            text.append(cell(row, c, columns.kinds().get(c)));
        }
        return columns.size() > CELLS ? text + ", …" : text.toString();
    }

    private static String cell(AuditedRow row, int column, CellKind kind) {
        return switch (kind) {
            case NUMBER -> number(row.number(column));
            case TEXT -> word(row.word(column));
            default -> row.length(column) < 0 ? "missing" : series(row.series(column), row.length(column));
        };
    }

    /** Without digits that say nothing. */
    static String number(double x) {
        if (Double.isNaN(x)) {
            return "missing";
        }
        return x == Math.rint(x) && Math.abs(x) < 1e15
                ? Long.toString((long) x)
                : String.format(Locale.ROOT, "%.5g", x);
    }

    private static String word(UTF8String word) {
        if (word == null) {
            return "missing";
        }
        String text = word.toString().strip().replaceAll("\\s+", " ");
        return "\""
                + (text.length() > LETTERS
                        ? text.substring(
                                        0,
                                        text.offsetByCodePoints(
                                                0, Math.min(LETTERS, text.codePointCount(0, text.length()))))
                                + "…"
                        : text)
                + "\"";
    }

    private static String series(float[] numbers, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += numbers[i];
        }
        return String.format(Locale.ROOT, "(%d numbers, together %.6g)", length, sum);
    }
}
