package io.kindling.driver.spark.data.batch;

import io.kindling.driver.spark.data.row.RowLayout;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What the columns of a batch are to a packed row. Immutable.
 *
 * @param layout of a selected row, behind its key
 * @param columns of a batch
 * @param selected what a selected row is made of: key, features, target, weight
 * @param rest target and weight alone
 * @param condition that a row has to meet; null if there is none
 * @param keyed the columns that are hashed to the key, by their places in a batch
 * @param features the feature columns, by their places in a batch
 */
@SuppressWarnings("ArrayRecordComponent")
record BatchLayout(
        RowLayout layout,
        Seq<Attribute> columns,
        Seq<Expression> selected,
        Seq<Expression> rest,
        BatchCondition condition,
        int[] keyed,
        int[] features)
        implements Serializable {
    /** What makes the key alone. */
    Seq<Expression> key() {
        return CollectionConverters.asScala(List.of(selected.head())).toSeq();
    }
}
