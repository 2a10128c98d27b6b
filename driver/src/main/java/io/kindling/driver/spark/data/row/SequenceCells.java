package io.kindling.driver.spark.data.row;

import io.kindling.kernels.shard.PassingRows;
import io.kindling.kernels.shard.RowFormat;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** A sequence of whole numbers, cut where it is longer than the network takes. */
final class SequenceCells implements FeatureCells {
    /** The network gets tokens as floats, which hold whole numbers up to here. */
    private static final int LARGEST = 1 << 24;

    private final RowFormat format;
    private final int[] tokens;
    private int count;

    SequenceCells(RowFormat format) {
        this.format = format;
        this.tokens = new int[format.columns()];
    }

    @Override
    public void clear() {
        count = 0;
    }

    @Override
    public Optional<CellProblem> put(SpecializedGetters row, int field, FeatureColumn column, int offset) {
        ArrayData sequence = row.getArray(field);
        count = Math.min(sequence.numElements(), tokens.length);
        Optional<CellProblem> missing = Optional.empty();
        for (int j = 0; j < count; j++) {
            boolean isNull = sequence.isNullAt(j);
            double token = isNull ? Double.NaN : sequence.getDouble(j);
            if (!Double.isFinite(token)) {
                tokens[j] = 0;
                missing = Optional.of(
                        isNull
                                ? CellProblem.missing(column.name(), "holds null")
                                : CellProblem.missing(column.name(), token));
            } else if (token < 0 || token > LARGEST || token != Math.rint(token)) {
                return Optional.of(CellProblem.wrong(
                        column.name(), "holds " + shown(token), "a sequence is whole numbers from 0 to " + LARGEST));
            } else {
                tokens[j] = (int) token;
            }
        }
        return missing;
    }

    /** A missing sequence is one of length 0. */
    @Override
    public void putMissing(FeatureColumn column, int offset) {
        count = 0;
    }

    @Override
    public byte[] pack(float[] targets, float weight) {
        return format.packTokens(targets, weight, count, tokens);
    }

    @Override
    public void pass(PassingRows into) {
        into.addTokens(count, tokens);
    }

    private static String shown(double token) {
        return token == (long) token ? Long.toString((long) token) : Double.toString(token);
    }
}
