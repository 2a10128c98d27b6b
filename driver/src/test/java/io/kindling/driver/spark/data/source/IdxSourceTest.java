package io.kindling.driver.spark.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kindling.driver.UserException;
import io.kindling.driver.spark.SparkExtension;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class IdxSourceTest {
    @TempDir
    private Path directory;

    @Test
    void picturesAndLabelsAreReadSideBySideInTheirOrder(SparkSession spark) throws IOException {
        Dataset<Row> rows = read(spark, images(5000, 5000), labels(5000, 5000));
        assertThat(rows.javaRDD().getNumPartitions()).isEqualTo(2);
        List<Row> all = rows.collectAsList();
        assertThat(all).hasSize(5000);
        for (int i = 0; i < 5000; i++) {
            byte[] image = all.get(i).getAs("image");
            assertThat(image).containsExactly((byte) i, (byte) (i + 1), (byte) (i + 2), (byte) (i + 3));
            assertThat(all.get(i).getInt(1)).isEqualTo(i & 0xFF);
            assertThat(all.get(i).getLong(2)).isEqualTo(i);
        }
    }

    @Test
    void picturesAloneHaveNoLabel(SparkSession spark) throws IOException {
        Dataset<Row> rows = IdxSource.read(spark, images(3000, 3000).toString(), Optional.empty(), "The source");
        assertThat(rows.columns()).containsExactly("image", "row");
        Row last = rows.where("row = 2999").first();
        assertThat(last.<byte[]>getAs("image")[0]).isEqualTo((byte) 2999);
        assertThat(rows.count()).isEqualTo(3000);
    }

    @Test
    void gzippedFilesAreToldByTheirFirstBytes(SparkSession spark) throws IOException {
        Path plain = images(10, 10);
        Path gzipped = directory.resolve("gzipped");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(gzipped))) {
            Files.copy(plain, out);
        }
        assertThat(read(spark, gzipped, labels(10, 10)).collectAsList())
                .hasSize(10)
                .element(9)
                .extracting(row -> ((byte[]) row.get(0))[0])
                .isEqualTo((byte) 9);
    }

    @Test
    void damagedAndMismatchedFilesAreTold(SparkSession spark) throws IOException {
        assertThat(message(spark, images(3, 3), labels(4, 4)))
                .contains("has 3 pictures")
                .contains("has 4 labels. They are not a pair.");
        assertThat(message(spark, labels(3, 3), labels(3, 3)))
                .contains("is no idx file of pictures: it starts with 0x00000801, but wanted is 0x00000803");
        assertThat(message(spark, images(3, 2), labels(3, 3)))
                .contains("images ends early: its head promises 3 items of 4 bytes");
        assertThat(message(spark, Files.write(directory.resolve("empty"), new byte[0]), labels(3, 3)))
                .contains("empty ends within its first bytes");
        assertThat(message(spark, directory.resolve("nowhere"), labels(3, 3))).contains("nowhere does not exist.");
    }

    @Test
    void headsThatOverflowOrPromiseTooMuchAreNotBelieved(SparkSession spark) throws IOException {
        assertThat(message(spark, head(0x804, 1, 1 << 22, 1 << 21, 1 << 21), labels(1, 1)))
                .contains("says that it has 1 items of 4194304 x 2097152 bytes; the file is damaged.");
        assertThat(message(spark, head(0x803, 1, -2, -2), labels(1, 1))).contains("1 items of -2 bytes");
        assertThat(message(spark, head(0x803, 2_000_000_000, 8000, 8000), labels(1, 1)))
                .contains("ends early: its head promises 2000000000 items of 64000000 bytes");
        assertThat(message(spark, gzipped(head(0x803, 2_000_000_000, 8000, 8000)), labels(1, 1)))
                .contains("ends early: its head promises 2000000000 items of 64000000 bytes");
    }

    @Test
    void aFileThatGoesOnBehindItsLastItemIsNoneOfThese(SparkSession spark) throws IOException {
        assertThat(message(spark, images(3, 4), labels(3, 3)))
                .contains("images does not end behind the 3 items of 4 bytes that its head promises.");
        assertThat(message(spark, gzipped(images(3, 4)), labels(3, 3)))
                .contains("images.gz does not end behind the 3 items of 4 bytes that its head promises.");
    }

    private Path head(int... numbers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int number : numbers) {
            out.writeInt(number);
        }
        return Files.write(directory.resolve("images"), bytes.toByteArray());
    }

    private static Path gzipped(Path plain) throws IOException {
        Path gzipped = plain.resolveSibling(plain.getFileName() + ".gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(gzipped))) {
            Files.copy(plain, out);
        }
        return gzipped;
    }

    private Path images(int promised, int written) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int number : new int[] {0x803, promised, 2, 2}) {
            out.writeInt(number);
        }
        for (int i = 0; i < written; i++) {
            out.write(new byte[] {(byte) i, (byte) (i + 1), (byte) (i + 2), (byte) (i + 3)});
        }
        return Files.write(directory.resolve("images"), bytes.toByteArray());
    }

    private Path labels(int promised, int written) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x801);
        out.writeInt(promised);
        for (int i = 0; i < written; i++) {
            out.write(i);
        }
        return Files.write(directory.resolve("labels"), bytes.toByteArray());
    }

    private static Dataset<Row> read(SparkSession spark, Path images, Path labels) {
        return IdxSource.read(spark, images.toString(), Optional.of(labels.toString()), "data.train");
    }

    private static String message(SparkSession spark, Path images, Path labels) {
        Throwable thrown = catchThrowable(() -> read(spark, images, labels).collectAsList());
        RuntimeException told = Failures.explain(thrown, "data.train");
        assertThat(told).isInstanceOf(UserException.class);
        return told.getMessage();
    }
}
