package io.kindling.driver.spark.data.source;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The windows of one text after the other. They start at 0, at the stride, at twice the stride, and so on; the last one
 * is moved back so that it ends with its text, of which no byte is lost. A text with no byte behind its first window has
 * none.
 */
final class WindowIterator implements Iterator<Row> {
    private static final byte[] NO_TEXT = {};

    private final Iterator<Row> texts;
    private final int length;
    private final int stride;
    private long number;
    private byte[] text = NO_TEXT;
    private int start;
    private int last = -1;

    /**
     * Windows of a partition.
     *
     * @param texts rows of one cell: bytes, or null
     * @param first number of the first of them
     * @param length bytes of a window
     * @param stride bytes from the start of a window to that of the next
     */
    WindowIterator(Iterator<Row> texts, long first, int length, int stride) {
        this.texts = texts;
        this.number = first - 1;
        this.length = length;
        this.stride = stride;
    }

    @Override
    public boolean hasNext() {
        while (start > last && texts.hasNext()) {
            byte[] cell = texts.next().getAs(0);
            number++;
            text = cell == null ? NO_TEXT : cell;
            start = 0;
            last = text.length - 1 - length;
        }
        return start <= last;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int behind = start + 1 + length;
        Row row = RowFactory.create(
                Arrays.copyOfRange(text, start, start + length),
                Arrays.copyOfRange(text, start + 1, behind),
                number,
                (double) start / text.length,
                (double) behind / text.length);
        start = start == last ? last + 1 : (int) Math.min((long) start + stride, last);
        return row;
    }
}
