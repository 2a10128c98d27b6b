package io.kindling.driver.spark.audit;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.kindling.driver.audit.NearRepeats;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.Treatment;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.sketch.BloomFilter;
import scala.Tuple2;

/**
 * Finds rows that are nearly equal, by buckets that near rows share. A first look over the rows counts those of each bucket; a second
 * takes the rows of buckets that have several different ones, but not too many, and compares them.
 */
final class NearRepeatsPass {
    private static final double FALSE_POSITIVES = 0.001;
    private static final Column ROWS = col("rows");

    private final PartRows parts;
    private final Nearness nearness;
    private final RowLine line;

    private NearRepeatsPass(PartRows parts, Nearness nearness, RowLine line) {
        this.parts = parts;
        this.nearness = nearness;
        this.line = line;
    }

    /** Takes the looks; nothing of rows in which near is no more than chance. */
    static Optional<NearRepeats> of(PartRows parts, Part training, Treatment treatment) {
        RowLine line = new RowLine(parts.columns(), training);
        return NearChoice.of(parts.columns(), training, treatment)
                .map(nearness -> new NearRepeatsPass(parts, nearness, line).take());
    }

    private NearRepeats take() {
        Dataset<Row> buckets = buckets().persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Column few = ROWS.leq(NearBucket.MOST);
            Row sums = buckets.agg(
                            total(when(few, 1).otherwise(0)), total(when(few, 0).otherwise(ROWS)))
                    .first();
            NearSums found = sums.getLong(0) == 0
                    ? new NearSums(parts.names().length)
                    : compared(buckets.filter(few).stat().bloomFilter("bucket", sums.getLong(0), FALSE_POSITIVES));
            return found.repeats(parts.names(), sums.getLong(1) / nearness.buckets(), nearness);
        } finally {
            buckets.unpersist();
        }
    }

    private static Column total(Column column) {
        return coalesce(sum(column), lit(0L));
    }

    /** Buckets that have several different rows. */
    private Dataset<Row> buckets() {
        StructType schema =
                new StructType().add("bucket", DataTypes.LongType, false).add("row", DataTypes.LongType, false);
        AuditedColumns columns = parts.columns();
        Nearness near = nearness;
        return parts.first()
                .sparkSession()
                .createDataFrame(parts.map((rows, part) -> places(rows, near, columns)), schema)
                .repartition(col("bucket"))
                .groupBy("bucket")
                .agg(
                        count(lit(1)).as("rows"),
                        min("row").as("least"),
                        max("row").as("most"))
                .filter(col("least").notEqual(col("most")))
                .select("bucket", "rows");
    }

    private static Iterator<Row> places(Iterator<AuditedRow> rows, Nearness nearness, AuditedColumns columns) {
        long[] into = new long[nearness.buckets()];
        return new FlatIterator<>(rows, row -> {
            List<Row> places = new ArrayList<>(into.length);
            if (nearness.find(row, into)) {
                long hash = hash(row, columns);
                for (long bucket : into) {
                    places.add(RowFactory.create(bucket, hash));
                }
            }
            return places;
        });
    }

    private static long hash(AuditedRow row, AuditedColumns columns) {
        return RowHash.features(row, columns, RepeatsPass.FIRST_SEED);
    }

    /** Looks at the rows of some buckets, and of a few others. */
    private NearSums compared(BloomFilter buckets) {
        Broadcast<BloomFilter> filter = parts.context().broadcast(buckets);
        try {
            AuditedColumns columns = parts.columns();
            Nearness near = nearness;
            RowLine lines = line;
            int count = parts.names().length;
            return parts.map((rows, part) -> kept(rows, part, count, near, columns, lines, filter.value()))
                    .mapToPair(placed -> placed)
                    .aggregateByKey(new NearBucket(), (bucket, row) -> bucket.with(row._1, row._2), NearBucket::merged)
                    .flatMap(bucket -> bucket._2.found(near).iterator())
                    .mapToPair(found -> new Tuple2<>(found.hash(), found))
                    .reduceByKey(NearFound::merged)
                    .values()
                    .aggregate(new NearSums(count), NearSums::add, NearSums::merged);
        } finally {
            filter.destroy();
        }
    }

    private static Iterator<Tuple2<Long, Tuple2<Long, NearRow>>> kept(
            Iterator<AuditedRow> rows,
            int part,
            int parts,
            Nearness nearness,
            AuditedColumns columns,
            RowLine lines,
            BloomFilter filter) {
        long[] into = new long[nearness.buckets()];
        return new FlatIterator<>(rows, row -> {
            List<Tuple2<Long, Tuple2<Long, NearRow>>> kept = new ArrayList<>();
            if (nearness.find(row, into)) {
                for (long bucket : into) {
                    if (filter.mightContainLong(bucket)) {
                        NearRow content = nearness.keep(row, lines.label(row), part, parts);
                        kept.add(new Tuple2<>(bucket, new Tuple2<>(hash(row, columns), content)));
                    }
                }
            }
            return kept;
        });
    }
}
