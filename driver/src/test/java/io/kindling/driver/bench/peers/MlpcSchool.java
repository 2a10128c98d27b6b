package io.kindling.driver.bench.peers;

import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * MLlib's perceptron: the widths are the same, but the activation is a sigmoid, numbers are doubles, and a step goes over
 * all rows. Its BLAS is for the properties of its process to say.
 *
 * @param spark where it runs
 * @param threads as many as it has partitions
 */
record MlpcSchool(SparkSession spark, int threads) implements School {
    /** So that a pass takes seconds: the rate does not depend on the number of rows. */
    private static final double PASS = 1.2e11;

    @Override
    public Pupil pupil(Exam exam, long seed) throws Exception {
        double most = Math.max(PASS / exam.network().flopsPerRow(), exam.batch() * threads);
        Rows digits = Rows.digits("train", (int) Math.min(16_384, most));
        Dataset<Row> data = frame(spark, digits).repartition(threads).persist(StorageLevel.MEMORY_ONLY());
        return new MlpcPupil(exam, data, data.count(), seed);
    }

    /** Digits as MLlib takes them. */
    static Dataset<Row> frame(SparkSession spark, Rows digits) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < digits.x().length; i++) {
            double[] features = new double[digits.x()[i].length];
            float[] pixels = digits.x()[i];
            Arrays.setAll(features, j -> pixels[j]);
            rows.add(RowFactory.create((double) digits.y()[i][0], Vectors.dense(features)));
        }
        StructType schema = new StructType().add("label", DataTypes.DoubleType).add("features", new VectorUDT());
        return spark.createDataFrame(rows, schema);
    }

    @Override
    public String about() {
        return "Spark " + spark.version() + ", " + spark.sparkContext().master() + "; " + blas();
    }

    /** As MLlib chooses: the native one where there is one. */
    private static String blas() {
        try {
            String library = System.getProperty("dev.ludovic.netlib.blas.nativeLibPath", "of the system");
            return NativeBLAS.getInstance().getClass().getSimpleName() + " "
                    + Path.of(library).getFileName();
        } catch (RuntimeException e) {
            return JavaBLAS.getInstance().getClass().getSimpleName();
        }
    }
}
