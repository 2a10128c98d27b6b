package io.kindling.driver.bench;

import io.kindling.kernels.random.Draws;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Tables as people have them: some 200 MB of features, noise that no encoding makes smaller, and the number of a class. */
enum LoadedTable {
    NUMBERS("784 columns of floats", 784, 4),
    ARRAY("an array of 784 floats", 784, 4),
    VECTOR("a vector of 784", 784, 4),
    FEW("50 columns of doubles", 50, 4),
    PICTURES("pictures of 784 bytes", 784, 1);

    private static final int BYTES = 200_000_000;
    private static final int PARTITIONS = 4;

    private final String words;
    private final int width;
    private final int bytes;

    LoadedTable(String words, int width, int bytes) {
        this.words = words;
        this.width = width;
        this.bytes = bytes;
    }

    int width() {
        return width;
    }

    long count() {
        return BYTES / (width * bytes);
    }

    /** Of packed features. */
    double megabytes() {
        return count() * width * bytes / 1e6;
    }

    Dataset<Row> rows(SparkSession spark) {
        return spark.createDataFrame(
                spark.range(0, count(), 1, PARTITIONS).javaRDD().map(this::row), schema());
    }

    private StructType schema() {
        StructField label = field("label", DataTypes.IntegerType);
        return switch (this) {
            case NUMBERS -> columns(DataTypes.FloatType, label);
            case FEW -> columns(DataTypes.DoubleType, label);
            case ARRAY ->
                new StructType(
                        new StructField[] {field("features", DataTypes.createArrayType(DataTypes.FloatType)), label});
            case VECTOR -> new StructType(new StructField[] {field("features", SQLDataTypes.VectorType()), label});
            case PICTURES -> new StructType(new StructField[] {field("features", DataTypes.BinaryType), label});
        };
    }

    private StructType columns(DataType type, StructField label) {
        return new StructType(Stream.concat(
                        IntStream.range(0, width).mapToObj(i -> field("c" + i, type)), Stream.of(label))
                .toArray(StructField[]::new));
    }

    private static StructField field(String name, DataType type) {
        return DataTypes.createStructField(name, type, true);
    }

    private Row row(long id) {
        int label = (int) (id % 10);
        return switch (this) {
            case NUMBERS, FEW -> {
                Object[] cells = new Object[width + 1];
                for (int i = 0; i < width; i++) {
                    double number = number(id, i);
                    cells[i] = this == NUMBERS ? (Object) (float) number : (Object) number;
                }
                cells[width] = label;
                yield RowFactory.create(cells);
            }
            case ARRAY ->
                RowFactory.create(
                        IntStream.range(0, width)
                                .mapToObj(i -> (float) number(id, i))
                                .toArray(Float[]::new),
                        label);
            case VECTOR ->
                RowFactory.create(
                        Vectors.dense(IntStream.range(0, width)
                                .mapToDouble(i -> number(id, i))
                                .toArray()),
                        label);
            case PICTURES -> {
                byte[] picture = new byte[width];
                for (int i = 0; i < width; i++) {
                    picture[i] = (byte) (256 * number(id, i));
                }
                yield RowFactory.create(picture, label);
            }
        };
    }

    private double number(long id, int column) {
        return Draws.uniform(7, id * width + column);
    }

    @Override
    public String toString() {
        return words;
    }
}
