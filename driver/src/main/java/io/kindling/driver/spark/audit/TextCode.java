package io.kindling.driver.spark.audit;

import io.kindling.kernels.random.Draws;
import org.apache.spark.unsafe.types.UTF8String;

/** The words of a text, in lower case, and its signs. */
final class TextCode implements CellCode {
    private static final long serialVersionUID = 1;

    private final int column;
    private final Bag bag;

    TextCode(int column, Slots slots) {
        this.column = column;
        this.bag = new Bag(slots);
    }

    @Override
    public long add(AuditedRow row, double[] into) {
        UTF8String text = row.word(column);
        if (text == null) {
            return 0;
        }
        byte[] bytes = text.toLowerCase().getBytes();
        int from = 0;
        for (int i = 0; i <= bytes.length; i++) {
            boolean within = i < bytes.length && ofWord(bytes[i]);
            if (!within) {
                token(bytes, from, i - from);
                if (i < bytes.length && bytes[i] > ' ') {
                    token(bytes, i, 1);
                }
                from = i + 1;
            }
        }
        bag.pour(into);
        return RowHash.of(text);
    }

    private void token(byte[] bytes, int from, int length) {
        if (length > 0) {
            bag.add(Draws.key(column, RowHash.of(bytes, from, length)));
        }
    }

    /** Whether a byte is a letter's or a digit's; all letters beyond ASCII count. */
    private static boolean ofWord(byte b) {
        return b < 0 || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9');
    }
}
