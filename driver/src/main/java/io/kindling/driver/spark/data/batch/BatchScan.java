package io.kindling.driver.spark.data.batch;

import io.kindling.driver.spark.data.row.FeatureColumn;
import io.kindling.driver.spark.data.row.RowLayout;
import io.kindling.kernels.shard.FeatureStorage;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.XxHash64;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SQLExecutionRDD;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Selected rows whose source gives batches of columns, as Parquet and ORC files do.
 *
 * @param source gives the batches
 * @param layout what their columns are
 */
public record BatchScan(SparkPlan source, BatchLayout layout) {
    /**
     * The scan behind rows; empty where something stands between that has to be computed row by row, such as transformers, a
     * sort or a join, or where the source or the layout goes row by row itself.
     *
     * @param selected key, features, target and weight, as the layout has them
     */
    public static Optional<BatchScan> of(Dataset<Row> selected, RowLayout layout) {
        boolean fixed = (layout.storage() == FeatureStorage.FLOAT || layout.storage() == FeatureStorage.BYTE)
                && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN; // as packed rows are
        SparkPlan plan = bare(selected.queryExecution().executedPlan());
        if (!fixed || layout.features().log1p() || !(plan instanceof ProjectExec project)) {
            return Optional.empty();
        }
        SparkPlan below = bare(project.child());
        Expression condition = below instanceof FilterExec filter ? filter.condition() : null;
        SparkPlan source = below instanceof FilterExec filter ? bare(filter.child()) : below;
        return layout(source, project, condition, layout)
                .flatMap(columns -> columnar(source, layout).map(batches -> new BatchScan(batches, columns)));
    }

    /** The packed rows of all partitions, by a function that takes each partition's. */
    public <T> JavaRDD<T> map(RowsFunction<T> function) {
        BatchLayout batchLayout = layout;
        return withSettings(source.executeColumnar()
                .toJavaRDD()
                .mapPartitions(batches -> function.apply(new BatchRows(batches, batchLayout))));
    }

    /** The cells of at most so many rows, as selected, of those with the smallest keys, in the order of these. */
    public List<InternalRow> firstByKey(int count) {
        BatchLayout batchLayout = layout;
        return withSettings(source.executeColumnar().toJavaRDD().mapPartitions(batches -> {
                    FirstRows first = FirstRows.of(new BatchRows(batches, batchLayout), count);
                    return List.of(first).iterator();
                }))
                .fold(FirstRows.NONE, (some, others) -> some.with(others, count))
                .asInternal();
    }

    /** Has tasks see the session's settings, which conditions and conversions of Spark ask for while they are made. */
    @SuppressWarnings("unchecked") // Spark's own looks at no element
    private <T> JavaRDD<T> withSettings(JavaRDD<T> rows) {
        RDD<InternalRow> any = (RDD<InternalRow>) (RDD<?>) rows.rdd();
        return (JavaRDD<T>) (JavaRDD<?>) new SQLExecutionRDD(any, source.conf()).toJavaRDD();
    }

    private static SparkPlan bare(SparkPlan plan) {
        boolean wraps = plan instanceof WholeStageCodegenExec
                || plan instanceof InputAdapter
                || plan instanceof ColumnarToRowExec;
        return wraps ? bare(plan.children().head()) : plan;
    }

    private static Optional<SparkPlan> columnar(SparkPlan plan, RowLayout layout) {
        SparkPlan source = plan instanceof FileSourceScanExec files ? BatchedFiles.of(files, layout) : plan;
        return Optional.of(source).filter(SparkPlan::supportsColumnar);
    }

    private static Optional<BatchLayout> layout(
            SparkPlan source, ProjectExec project, Expression condition, RowLayout layout) {
        List<NamedExpression> named = CollectionConverters.asJava(project.projectList());
        List<Expression> selected = named.stream().map(Expression.class::cast).toList();
        boolean plain = selected.stream().allMatch(BatchScan::isPlain) && (condition == null || isPlain(condition));
        if (!plain || !(unnamed(selected.get(0)) instanceof XxHash64 hash)) {
            return Optional.empty();
        }
        BatchColumns columns = new BatchColumns(source.output(), layout.storage());
        List<FeatureColumn> features = layout.features().columns();
        int[] keyed = CollectionConverters.asJava(hash.children()).stream()
                .mapToInt(columns::place)
                .toArray();
        int[] places = IntStream.range(0, features.size())
                .map(c -> columns.place(features.get(c), unnamed(selected.get(1 + c))))
                .toArray();
        if (IntStream.concat(Arrays.stream(keyed), Arrays.stream(places)).anyMatch(place -> place < 0)) {
            return Optional.empty();
        }
        Attribute key = named.get(0).toAttribute();
        return Optional.of(new BatchLayout(
                layout,
                source.output(),
                CollectionConverters.asScala(selected).toSeq(),
                CollectionConverters.asScala(selected.subList(1 + places.length, selected.size()))
                        .toSeq(),
                condition == null ? null : BatchCondition.of(condition, source.output(), hash, key),
                keyed,
                places));
    }

    private static boolean isPlain(Expression term) {
        return term.deterministic() && !term.exists(part -> part instanceof PlanExpression);
    }

    private static Expression unnamed(Expression term) {
        return term instanceof Alias alias ? alias.child() : term;
    }
}
