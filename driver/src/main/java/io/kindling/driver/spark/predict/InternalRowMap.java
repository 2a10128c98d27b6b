package io.kindling.driver.spark.predict;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.KnownNotNull;
import org.apache.spark.sql.catalyst.expressions.KnownNullable;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.catalyst.plans.logical.DeserializeToObject;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.MapPartitions;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SerializeFromObject;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.ObjectType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/**
 * {@link Dataset#mapPartitions} without its encoders: the function gets and gives Spark's own rows, so that columns which it only
 * hands on are not made objects and back. For a row of a vector of 784 numbers that is most of the time that Spark takes.
 */
public final class InternalRowMap {
    private static final DataType TAKEN = new ObjectType(InternalRow.class);

    /** Another than is taken, or Spark would hand the rows of one step to the next as they are: they would be overwritten. */
    private static final DataType GIVEN = new ObjectType(JoinedRow.class);

    private InternalRowMap() {}

    /** What is done with a partition; sent to the executors. */
    interface Step extends Function<Iterator<InternalRow>, Iterator<JoinedRow>>, Serializable {}

    /**
     * Rows that are computed from rows when they are asked for, in batches or as a stream.
     *
     * @param step takes and gives rows of which each is valid until the next is asked for
     * @param schema of the rows that it gives
     */
    static Dataset<Row> of(Dataset<Row> rows, Step step, StructType schema) {
        LogicalPlan source = rows.queryExecution().analyzed();
        LogicalPlan taken = new DeserializeToObject(structure(source), object(TAKEN), source);
        LogicalPlan mapped = new MapPartitions(new OverScala(step), object(GIVEN), taken);
        SerializeFromObject cells = new SerializeFromObject(seq(columns(schema)), mapped);
        LogicalPlan result = new Project(seq(whole(cells)), cells);
        return org.apache.spark.sql.classic.Dataset.ofRows(
                (org.apache.spark.sql.classic.SparkSession) rows.sparkSession(), result);
    }

    /** Called by the code that Spark generates: to it, a row that goes to a function is an object. */
    public static InternalRow take(InternalRow row) {
        return row;
    }

    /** Called by the code that Spark generates: to it, what a function gave is an object. */
    public static InternalRow give(JoinedRow row) {
        return row;
    }

    private static Expression structure(LogicalPlan source) {
        List<Expression> namesAndCells = new ArrayList<>();
        for (Attribute column : CollectionConverters.asJava(source.output())) {
            namesAndCells.add(Literal.create(column.name(), DataTypes.StringType));
            namesAndCells.add(column);
        }
        return call("take", TAKEN, new CreateNamedStruct(seq(namesAndCells)));
    }

    private static List<NamedExpression> columns(StructType schema) {
        Expression row = call("give", schema, new BoundReference(0, GIVEN, false));
        List<NamedExpression> columns = new ArrayList<>();
        for (int field = 0; field < schema.size(); field++) {
            columns.add(column(row, field, schema.apply(field)));
        }
        return columns;
    }

    /**
     * The columns once more, those that hold structures behind something that Spark does not look through: it takes cells to be made by
     * encoders, and where only a part of a structure is asked for, it would count the parts as if the others were not made.
     */
    private static List<NamedExpression> whole(SerializeFromObject cells) {
        List<NamedExpression> columns = new ArrayList<>();
        for (Attribute column : CollectionConverters.asJava(cells.output())) {
            boolean flat = !column.dataType().existsRecursively(type -> type instanceof StructType);
            Expression opaque = column.nullable() ? new KnownNullable(column) : new KnownNotNull(column);
            columns.add(flat ? column : named(opaque, column.name(), column.metadata()));
        }
        return columns;
    }

    private static NamedExpression column(Expression row, int field, StructField description) {
        return named(new GetStructField(row, field, Option.empty()), description.name(), description.metadata());
    }

    private static NamedExpression named(Expression expression, String name, Metadata metadata) {
        return new Alias(expression, name, NamedExpression.newExprId(), none(), Option.apply(metadata), none());
    }

    private static Expression call(String method, DataType type, Expression argument) {
        return new StaticInvoke(
                InternalRowMap.class, type, method, seq(List.of(argument)), none(), false, false, true, Option.empty());
    }

    private static Attribute object(DataType type) {
        return new AttributeReference("obj", type, false, Metadata.empty(), NamedExpression.newExprId(), none());
    }

    private static <T> scala.collection.immutable.Seq<T> none() {
        return seq(List.of());
    }

    private static <T> scala.collection.immutable.Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }

    /** A step as Spark's plans take it. */
    private static final class OverScala
            extends AbstractFunction1<scala.collection.Iterator<Object>, scala.collection.Iterator<Object>>
            implements Serializable {
        private static final long serialVersionUID = 1;

        private final Step step;

        OverScala(Step step) {
            this.step = step;
        }

        @Override
        @SuppressWarnings("unchecked")
        public scala.collection.Iterator<Object> apply(scala.collection.Iterator<Object> rows) {
            Iterator<InternalRow> taken = (Iterator<InternalRow>) (Iterator<?>) CollectionConverters.asJava(rows);
            Iterator<Object> given = (Iterator<Object>) (Iterator<?>) step.apply(taken);
            return CollectionConverters.asScala(given);
        }
    }
}
