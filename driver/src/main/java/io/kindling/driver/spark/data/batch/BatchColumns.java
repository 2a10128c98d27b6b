package io.kindling.driver.spark.data.batch;

import io.kindling.driver.spark.data.row.FeatureColumn;
import io.kindling.kernels.shard.FeatureStorage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Finds the columns of a batch that terms are. */
final class BatchColumns {
    private static final int NONE = -1;

    private final Map<ExprId, Integer> places = new HashMap<>();
    private final FeatureStorage storage;

    /**
     * Looks among columns.
     *
     * @param storage what features are packed as
     */
    BatchColumns(Seq<Attribute> columns, FeatureStorage storage) {
        this.storage = storage;
        List<Attribute> all = CollectionConverters.asJava(columns);
        for (int place = 0; place < all.size(); place++) {
            places.put(all.get(place).exprId(), place);
        }
    }

    /** The column that a term is, if a {@link BatchColumn} reads it; else -1. */
    int place(Expression term) {
        return term instanceof AttributeReference column
                        && BatchColumn.of(column.dataType()).isPresent()
                ? places.getOrDefault(column.exprId(), NONE)
                : NONE;
    }

    /** The column of which a term takes these features, if it can be read without Spark's conversion; else -1. */
    int place(FeatureColumn features, Expression term) {
        Expression column =
                term instanceof Cast cast && cast.dataType().equals(DataTypes.DoubleType) ? cast.child() : term;
        int place = place(column);
        return place != NONE && isReadAs(features, column) ? place : NONE;
    }

    private boolean isReadAs(FeatureColumn features, Expression column) {
        BatchColumn reader = BatchColumn.of(column.dataType()).orElseThrow();
        return switch (features.kind()) {
            case NUMBER -> reader instanceof NumberColumn;
            case VECTOR -> reader instanceof VectorColumn;
            case ARRAY -> reader instanceof DoublesColumn;
            case FLOATS -> reader instanceof FloatsColumn;
            // Packed as they are; among floats each would become one.
            case BYTES -> storage == FeatureStorage.BYTE && reader instanceof BytesColumn;
            case TEXT -> false;
        };
    }
}
