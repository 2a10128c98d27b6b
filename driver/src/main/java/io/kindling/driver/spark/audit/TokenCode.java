package io.kindling.driver.spark.audit;

import io.kindling.kernels.random.Draws;

/** The tokens of a sequence, without their order. */
final class TokenCode implements CellCode {
    private static final long serialVersionUID = 1;

    private final int column;
    private final Bag bag;

    TokenCode(int column, Slots slots) {
        this.column = column;
        this.bag = new Bag(slots);
    }

    @Override
    public long add(AuditedRow row, double[] into) {
        int length = row.length(column);
        if (length < 0) {
            return 0;
        }
        float[] tokens = row.series(column);
        for (int i = 0; i < length; i++) {
            bag.add(Draws.key(column, (long) tokens[i]));
        }
        bag.pour(into);
        return RowHash.of(tokens, length);
    }
}
