package io.kindling.driver.spark.audit;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.Repeats;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** Counts rows that are there more than once, by 128 bits of hash; and looks some of them up, to show them. */
final class RepeatsPass {
    /** Seeds of the two halves of a row's hash. */
    static final long FIRST_SEED = 42;

    private static final long SECOND_SEED = 1_000_003;
    private static final int MOST_EXAMPLES = 5;
    private static final Column ROWS = col("rows");

    private final PartRows parts;
    private final String[] names;

    private RepeatsPass(PartRows parts) {
        this.parts = parts;
        this.names = parts.names();
    }

    /**
     * Takes the passes.
     *
     * @param training its figures
     * @param all how many rows there are in all parts
     */
    static Repeats of(PartRows parts, Part training, long all) {
        return new RepeatsPass(parts).take(training, all);
    }

    private Repeats take(Part training, long all) {
        Dataset<Row> kinds = kinds().filter(ROWS.gt(1)).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Row sums = sums(kinds);
            Map<String, Long> leaking = new LinkedHashMap<>();
            Map<String, List<Long>> leaks = new LinkedHashMap<>();
            for (int part = 1; part < names.length; part++) {
                leaking.put(names[part], sums.getLong(2 + part));
                leaks.put(names[part], some(kinds.filter(leak(part).gt(0)), sums.getLong(2 + part)));
            }
            List<Long> repeated = some(kinds.filter(col("repeated").gt(0)), sums.getLong(0));
            List<Long> contradicting = some(kinds.filter(col("labels").gt(1)), sums.getLong(1));
            List<Long> shown = new ArrayList<>(repeated);
            shown.addAll(contradicting);
            leaks.values().forEach(shown::addAll);
            Map<Long, String> lines = RepeatExamples.of(parts, training, shown);
            Map<String, List<String>> leakLines = new LinkedHashMap<>();
            leaks.forEach((name, hashes) -> leakLines.put(name, lines(hashes, lines)));
            return new Repeats(
                    sums.getLong(0),
                    leaking,
                    sums.getLong(1),
                    all - sums.getLong(2),
                    lines(repeated, lines),
                    leakLines,
                    lines(contradicting, lines));
        } finally {
            kinds.unpersist();
        }
    }

    private static List<String> lines(List<Long> hashes, Map<Long, String> lines) {
        return hashes.stream().map(lines::get).toList();
    }

    /** Rows of equal features: how many there are, and how they go together. */
    private Dataset<Row> kinds() {
        StructType schema = new StructType()
                .add("part", DataTypes.IntegerType, false)
                .add("first", DataTypes.LongType, false)
                .add("second", DataTypes.LongType, false)
                .add("label", DataTypes.LongType, false);
        AuditedColumns columns = parts.columns();
        // By one half of the hash: so both groupings below find their rows together already.
        Dataset<Row> hashed = parts.first()
                .sparkSession()
                .createDataFrame(parts.map((rows, part) -> hashes(rows, part, columns)), schema)
                .repartition(col("first"));
        List<Column> counts = new ArrayList<>();
        for (int part = 0; part < names.length; part++) {
            counts.add(sum(when(col("part").equalTo(part), 1).otherwise(0)).as(inPart(part)));
        }
        Dataset<Row> labelled =
                hashed.groupBy("first", "second", "label").agg(count(lit(1)).as("rows"), counts.toArray(Column[]::new));
        List<Column> sums = new ArrayList<>(
                List.of(sum(ROWS.minus(1)).as("repeated"), count(lit(1)).as("labels")));
        Column before = col(inPart(0));
        for (int part = 1; part < names.length; part++) {
            sums.add(sum(when(before.gt(0), col(inPart(part))).otherwise(0)).as("leaking" + part));
            before = before.plus(col(inPart(part)));
        }
        return labelled.groupBy("first", "second").agg(sum(ROWS).as("rows"), sums.toArray(Column[]::new));
    }

    private static Iterator<Row> hashes(Iterator<AuditedRow> rows, int part, AuditedColumns columns) {
        return new FlatIterator<>(
                rows,
                row -> List.of(RowFactory.create(
                        part,
                        RowHash.features(row, columns, FIRST_SEED),
                        RowHash.features(row, columns, SECOND_SEED),
                        RowHash.label(row, columns))));
    }

    private static String inPart(int part) {
        return "part" + part;
    }

    private static Column leak(int part) {
        return col("leaking" + part);
    }

    /** Repeated rows, contradicting ones, those beyond the first of equal features, and those that leak into each part. */
    private Row sums(Dataset<Row> kinds) {
        List<Column> sums = new ArrayList<>();
        sums.add(total(when(col("labels").gt(1), ROWS).otherwise(0)));
        sums.add(total(ROWS.minus(1)));
        for (int part = 1; part < names.length; part++) {
            sums.add(total(leak(part)));
        }
        return kinds.agg(total(col("repeated")), sums.toArray(Column[]::new)).first();
    }

    private static Column total(Column column) {
        return coalesce(sum(column), lit(0L));
    }

    /** The hashes of the most frequent ones. */
    private static List<Long> some(Dataset<Row> kinds, long count) {
        return count == 0
                ? List.of()
                : kinds.orderBy(ROWS.desc(), col("first")).limit(MOST_EXAMPLES).select("first").collectAsList().stream()
                        .map(row -> row.getLong(0))
                        .toList();
    }
}
