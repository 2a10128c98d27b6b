package io.kindling.driver.spark.data.batch;

import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.Function1;
import scala.runtime.AbstractPartialFunction;

/** Puts the key in the place of what it is computed by, which would hash each row once more. */
final class KeyTerms extends AbstractPartialFunction<Expression, Expression> {
    private final Expression hash;
    private final Attribute key;

    private KeyTerms(Expression hash, Attribute key) {
        this.hash = hash;
        this.key = key;
    }

    static Expression replaced(Expression condition, Expression hash, Attribute key) {
        return condition.transformDown(new KeyTerms(hash, key));
    }

    @Override
    public boolean isDefinedAt(Expression term) {
        return term.semanticEquals(hash);
    }

    @Override
    public <A1 extends Expression, B1> B1 applyOrElse(A1 term, Function1<A1, B1> otherwise) {
        @SuppressWarnings("unchecked")
        B1 replaced = isDefinedAt(term) ? (B1) key : otherwise.apply(term);
        return replaced;
    }
}
