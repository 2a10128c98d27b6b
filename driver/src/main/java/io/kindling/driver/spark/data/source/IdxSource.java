package io.kindling.driver.spark.data.source;

import io.kindling.driver.UserException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Pairs of idx files (MNIST's format) as a DataFrame of {@code image} (binary), {@code label} (int) and {@code row} (long,
 * from 0), read on the executors, each task its own range of items.
 */
public final class IdxSource {
    /** The key of a binary column's width in its metadata. */
    public static final String WIDTH = "width";

    private static final int SMALLEST_RANGE = 1000;

    private IdxSource() {}

    /**
     * The rows; only the files' heads are read here.
     *
     * @param setting names the source in messages
     * @throws UserException if a file is missing, is of another kind, or they do not belong together
     */
    public static Dataset<Row> read(SparkSession spark, String images, String labels, String setting) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        SerializableConfiguration conf =
                new SerializableConfiguration(spark.sessionState().newHadoopConf());
        Pair pair;
        try {
            IdxFile imageFile = IdxFile.of(images, conf, 2, 4);
            IdxFile labelFile = IdxFile.of(labels, conf, 1, 1);
            pair = new Pair(imageFile, imageFile.header(), labelFile, labelFile.header());
        } catch (UserException e) {
            throw new UserException(setting + ": " + e.getMessage(), e);
        }
        if (pair.images.count() != pair.labels.count()) {
            throw new UserException(setting + ": " + images + " has " + pair.images.count() + " pictures, but " + labels
                    + " has " + pair.labels.count() + " labels. They are not a pair.");
        }
        List<Range> ranges = ranges(pair.images.count(), context.defaultParallelism());
        return spark.createDataFrame(
                context.parallelize(ranges, Math.max(1, ranges.size())).flatMap(range -> new Items(pair, range)),
                schema(pair.images.itemBytes()));
    }

    private static StructType schema(int imageBytes) {
        Metadata width = new MetadataBuilder().putLong(WIDTH, imageBytes).build();
        return new StructType(new StructField[] {
            new StructField("image", DataTypes.BinaryType, false, width),
            new StructField("label", DataTypes.IntegerType, false, Metadata.empty()),
            new StructField("row", DataTypes.LongType, false, Metadata.empty())
        });
    }

    private static List<Range> ranges(int count, int tasks) {
        int parts = Math.max(1, Math.min(tasks, count / SMALLEST_RANGE));
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            ranges.add(new Range((int) ((long) count * i / parts), (int) ((long) count * (i + 1) / parts)));
        }
        return ranges;
    }

    private record Pair(IdxFile imageFile, IdxHeader images, IdxFile labelFile, IdxHeader labels)
            implements Serializable {}

    private record Range(int from, int to) implements Serializable {}

    /** Reads a range of both files side by side. */
    private static final class Items implements Iterator<Row> {
        private final Pair pair;
        private final Range range;
        private final DataInputStream images;
        private final DataInputStream labels;
        private int next;

        Items(Pair pair, Range range) throws IOException {
            this.pair = pair;
            this.range = range;
            this.next = range.from();
            this.images = pair.imageFile().openAt(pair.images(), next);
            this.labels = pair.labelFile().openAt(pair.labels(), next);
            TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> close());
        }

        @Override
        public boolean hasNext() {
            return next < range.to();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            boolean last = next == pair.images().count() - 1;
            byte[] image = pair.imageFile().read(images, pair.images(), last);
            byte[] label = pair.labelFile().read(labels, pair.labels(), last);
            return RowFactory.create(image, label[0] & 0xFF, (long) next++);
        }

        private void close() {
            try (images;
                    labels) {
                next = range.to();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
