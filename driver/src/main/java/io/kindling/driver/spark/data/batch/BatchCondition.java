package io.kindling.driver.spark.data.batch;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A condition on the rows of a batch. Immutable.
 *
 * @param term over the columns
 * @param columns those of the batch, and behind them the row's key
 * @param usesKey whether it looks at the key
 */
record BatchCondition(Expression term, Seq<Attribute> columns, boolean usesKey) implements Serializable {
    /**
     * A condition that takes the key as it is where it would compute it, and so hash each row once more.
     *
     * @param hash how it would
     * @param key its column
     */
    static BatchCondition of(Expression term, Seq<Attribute> columns, Expression hash, Attribute key) {
        List<Attribute> all = new ArrayList<>(CollectionConverters.asJava(columns));
        all.add(key);
        Expression replaced = KeyTerms.replaced(term, hash, key);
        return new BatchCondition(
                replaced,
                CollectionConverters.asScala(all).toSeq(),
                replaced.exists(part -> part.semanticEquals((Expression) key)));
    }
}
