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
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Pairs of idx files (MNIST's format) as a DataFrame of {@code image} (binary), {@code label} (int) and {@code row} (long,
 * from 0), read on the executors, each task its own range of items. Pictures alone have no {@code label}.
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
    public static Dataset<Row> read(SparkSession spark, String images, Optional<String> labels, String setting) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        SerializableConfiguration conf =
                new SerializableConfiguration(spark.sessionState().newHadoopConf());
        List<Part> parts = new ArrayList<>();
        try {
            parts.add(Part.of(IdxFile.of(images, conf, 2, 4)));
            if (labels.isPresent()) {
                parts.add(Part.of(IdxFile.of(labels.get(), conf, 1, 1)));
            }
        } catch (UserException e) {
            throw new UserException(setting + ": " + e.getMessage(), e);
        }
        int count = parts.get(0).header.count();
        if (labels.isPresent() && parts.get(1).header.count() != count) {
            throw new UserException(setting + ": " + images + " has " + count + " pictures, but " + labels.get()
                    + " has " + parts.get(1).header.count() + " labels. They are not a pair.");
        }
        List<Range> ranges = ranges(count, context.defaultParallelism());
        return spark.createDataFrame(
                context.parallelize(ranges, Math.max(1, ranges.size())).flatMap(range -> new Items(parts, range)),
                schema(parts.get(0).header.itemBytes(), labels.isPresent()));
    }

    private static StructType schema(int imageBytes, boolean labelled) {
        Metadata width = new MetadataBuilder().putLong(WIDTH, imageBytes).build();
        StructType schema = new StructType().add("image", DataTypes.BinaryType, false, width);
        return (labelled ? schema.add("label", DataTypes.IntegerType, false) : schema)
                .add("row", DataTypes.LongType, false);
    }

    private static List<Range> ranges(int count, int tasks) {
        int parts = Math.max(1, Math.min(tasks, count / SMALLEST_RANGE));
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            ranges.add(new Range((int) ((long) count * i / parts), (int) ((long) count * (i + 1) / parts)));
        }
        return ranges;
    }

    private record Range(int from, int to) implements Serializable {}

    private record Part(IdxFile file, IdxHeader header) implements Serializable {
        static Part of(IdxFile file) {
            return new Part(file, file.header());
        }
    }

    /** Reads a range of all files side by side: the pictures, and their labels if there are some. */
    private static final class Items implements Iterator<Row> {
        private final List<Part> parts;
        private final Range range;
        private final List<DataInputStream> streams = new ArrayList<>();
        private int next;

        Items(List<Part> parts, Range range) throws IOException {
            this.parts = parts;
            this.range = range;
            this.next = range.from();
            TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> close());
            for (Part part : parts) {
                streams.add(part.file.openAt(part.header, next));
            }
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
            Object[] cells = new Object[parts.size() + 1];
            cells[0] = read(0);
            if (parts.size() > 1) {
                cells[1] = read(1)[0] & 0xFF;
            }
            cells[parts.size()] = (long) next++;
            return RowFactory.create(cells);
        }

        private byte[] read(int part) {
            IdxHeader header = parts.get(part).header;
            return parts.get(part).file.read(streams.get(part), header, next == header.count() - 1);
        }

        private void close() {
            next = range.to();
            UncheckedIOException failure = null;
            for (DataInputStream stream : streams) {
                try {
                    stream.close();
                } catch (IOException e) {
                    failure = failure == null ? new UncheckedIOException(e) : failure;
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
    }
}
