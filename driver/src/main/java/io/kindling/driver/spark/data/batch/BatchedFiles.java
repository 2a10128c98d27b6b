package io.kindling.driver.spark.data.batch;

import io.kindling.driver.spark.data.row.RowLayout;
import io.kindling.kernels.shard.FeatureStorage;
import java.util.List;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A scan of files with settings that suit packing, in a session of its own, so that the user's keeps its own. Spark gives batches of
 * 4,096 rows, which leave the processor's caches where rows are long, and none of more than 100 columns.
 */
final class BatchedFiles {
    private static final String MOST_COLUMNS = "spark.sql.codegen.maxFields";
    private static final List<String> ROWS_OF_A_BATCH =
            List.of("spark.sql.parquet.columnarReaderBatchSize", "spark.sql.orc.columnarReaderBatchSize");
    private static final int BYTES = 1 << 20;
    private static final int FEWEST_ROWS = 64;
    private static final int ROWS_OF_UNKNOWN_WIDTH = 512;

    private BatchedFiles() {}

    static FileSourceScanExec of(FileSourceScanExec scan, RowLayout layout) {
        SparkSession own = scan.session().cloneSession();
        own.conf().set(MOST_COLUMNS, Integer.MAX_VALUE);
        int rows = rows(layout);
        for (String setting : ROWS_OF_A_BATCH) {
            own.conf().set(setting, Math.min(rows, Integer.parseInt(own.conf().get(setting))));
        }
        HadoopFsRelation relation = scan.relation();
        HadoopFsRelation there = new HadoopFsRelation(
                relation.location(),
                relation.partitionSchema(),
                relation.dataSchema(),
                relation.bucketSpec(),
                relation.fileFormat(),
                relation.options(),
                own);
        Object[] parts = CollectionConverters.asJava(scan.productIterator().toSeq()).stream()
                .map(part -> part == relation ? there : part)
                .toArray();
        return (FileSourceScanExec) scan.makeCopy(parts);
    }

    private static int rows(RowLayout layout) {
        int width = layout.features().width();
        if (width == 0) {
            return ROWS_OF_UNKNOWN_WIDTH;
        }
        int bytes = layout.storage() == FeatureStorage.BYTE ? Byte.BYTES : Float.BYTES;
        return Math.max(FEWEST_ROWS, BYTES / (bytes * width));
    }
}
