package io.kindling.driver.spark.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.Home;
import io.kindling.driver.UserException;
import io.kindling.driver.config.SourceConfig;
import io.kindling.driver.config.WindowsConfig;
import io.kindling.driver.spark.SparkExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class TextWindowsTest {
    private static final SourceConfig NOVEL = SourceConfig.files(
            "text", Home.path("examples/data/text/prideprejudice.txt.gz").toString());

    private SparkSession spark;

    @BeforeEach
    void keep(SparkSession session) {
        spark = session;
    }

    @Test
    void aWindowAndTheSameOneByteFurther() {
        assertThat(shown(cut(WindowsConfig.of(4), "abcdefghi")))
                .containsExactly("abcd bcde 0 0.0000 0.5556", "efgh fghi 0 0.4444 1.0000");
    }

    @Test
    void theStrideMovesThemAndTheLastOneEndsWithTheText() {
        assertThat(shown(cut(WindowsConfig.of(4).withStride(3), "abcdefghij")))
                .containsExactly("abcd bcde 0 0.0000 0.5000", "defg efgh 0 0.3000 0.8000", "fghi ghij 0 0.5000 1.0000");
        assertThat(shown(cut(WindowsConfig.of(2).withStride(5), "abcdefgh")))
                .containsExactly("ab bc 0 0.0000 0.3750", "fg gh 0 0.6250 1.0000");
        assertThat(shown(cut(WindowsConfig.of(2).withStride(Integer.MAX_VALUE), "abcdefgh")))
                .hasSize(2);
    }

    @Test
    void severalTextsOfWhichTheShortHaveNone() {
        assertThat(shown(cut(WindowsConfig.of(3), "abcd", "xyz", "", null, "efghijk")))
                .containsExactly("abc bcd 0 0.0000 1.0000", "efg fgh 4 0.0000 0.5714", "hij ijk 4 0.4286 1.0000");
    }

    @Test
    void bytesAreThoseOfUtf8() {
        Row first = cut(WindowsConfig.of(3), "aé€😀").first();
        assertThat(first.<byte[]>getAs("window")).containsExactly('a', 0xC3, 0xA9);
        assertThat(first.<byte[]>getAs("next")).containsExactly(0xC3, 0xA9, 0xE2);
        assertThat(cut(WindowsConfig.of(3), "aé€😀").count()).isEqualTo(3);
        assertThat(shown(cut(WindowsConfig.of(6), "aé€😀"))).element(0).isEqualTo("aé€ é€\uFFFD 0 0.0000 0.7000");
    }

    @Test
    void bytesThatAreNoTextAreCutAsTheyAre() {
        Dataset<Row> source = spark.sql("SELECT X'00FF80C3' AS content, 1 AS id");
        Row only = TextWindows.cut(source, WindowsConfig.of(3).withColumn("content"), "data.train")
                .first();
        assertThat(only.<byte[]>getAs("window")).containsExactly(0, 0xFF, 0x80);
        assertThat(only.<byte[]>getAs("next")).containsExactly(0xFF, 0x80, 0xC3);
    }

    @Test
    void filesAreReadWholeUnlessTheOptionsSayOtherwise(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("lines.txt"), "abc\ndefgh\n");
        SourceConfig whole = SourceConfig.files("text", file.toString());
        assertThat(shown(read(whole, WindowsConfig.of(8))))
                .containsExactly("abc\ndefg bc\ndefgh 0 0.0000 0.9000", "bc\ndefgh c\ndefgh\n 0 0.1000 1.0000");
        SourceConfig lines = new SourceConfig(
                whole.path(),
                whole.format(),
                Map.of("wholeText", "false"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(shown(read(lines, WindowsConfig.of(4)))).containsExactly("defg efgh 1 0.0000 1.0000");
    }

    @Test
    void textsAreNumberedInTheirOrderWhateverThePartitions() {
        String[] texts = {"abcd", "efgh", "ijkl", "mnop", "qrst", "uvwx", "yzab"};
        List<String> inOne = shown(TextWindows.cut(texts(1, texts), WindowsConfig.of(3), "data.train"));
        assertThat(inOne).hasSize(7).element(6).isEqualTo("yza zab 6 0.0000 1.0000");
        for (int partitions : new int[] {2, 7, 9}) {
            assertThat(shown(TextWindows.cut(texts(partitions, texts), WindowsConfig.of(3), "data.train")))
                    .isEqualTo(inOne);
        }
    }

    @Test
    void noByteIsOnBothSidesOfACondition() {
        for (int stride : new int[] {7, 64, 128}) {
            Dataset<Row> windows = read(NOVEL, WindowsConfig.of(128).withStride(stride));
            long trainedUpTo = byteAt(windows.where("ends_at <= 0.9").selectExpr("max(ends_at)"));
            long testedFrom = byteAt(windows.where("starts_at >= 0.9").selectExpr("min(starts_at)"));
            assertThat(trainedUpTo).isLessThanOrEqualTo(testedFrom).isBetween(616_291L - stride, 616_291L);
            assertThat(testedFrom).isBetween(616_291L, 616_291L + stride);
        }
    }

    @Test
    void textsOfNoSuchColumn() {
        isRefused(
                "SELECT 1 AS id, X'00' AS content",
                WindowsConfig.of(2),
                "data.windows: data.train has no column of strings, so that the texts have to be named in"
                        + " data.windows.column. It has id (int), content (binary).");
        isRefused(
                "SELECT 'a' AS title, 'b' AS body",
                WindowsConfig.of(2),
                "data.windows: data.train has several columns of strings, so that the texts have to be named in"
                        + " data.windows.column. It has title (string), body (string).");
        isRefused(
                "SELECT 'a' AS title, 'b' AS body",
                WindowsConfig.of(2).withColumn("bodi"),
                "data.windows.column: there is no column \"bodi\" in data.train; did you mean \"body\"? It has title,"
                        + " body.");
        isRefused(
                "SELECT 1 AS id, 'b' AS body",
                WindowsConfig.of(2).withColumn("id"),
                "data.windows.column: column \"id\" is of type int, but texts are of type string or binary. Choose"
                        + " another.");
    }

    @Test
    void noTextLongEnough() {
        isRefused(
                "SELECT * FROM VALUES ('abc'), ('abcd'), (null) AS t(body)",
                WindowsConfig.of(4),
                "data.train has no text of more than 4 bytes, as a window and the byte behind it take; the longest of 3"
                        + " has 4. Set data.windows.length below that, or read whole files as one text each.");
        isRefused(
                "SELECT 'a' AS body WHERE false",
                WindowsConfig.of(4),
                "data.train has no text to be cut into windows; give a source that has some.");
    }

    private void isRefused(String rows, WindowsConfig windows, String message) {
        assertThatThrownBy(() -> TextWindows.cut(spark.sql(rows), windows, "data.train"))
                .isInstanceOf(UserException.class)
                .hasMessage(message);
    }

    private Dataset<Row> cut(WindowsConfig windows, String... texts) {
        return TextWindows.cut(texts(1, texts), windows, "data.train");
    }

    private Dataset<Row> read(SourceConfig source, WindowsConfig windows) {
        return new SourceReader(spark).read(source, Optional.of(windows), "data.train");
    }

    /** A table of texts, in their order. */
    private Dataset<Row> texts(int partitions, String... texts) {
        List<Row> rows = Arrays.stream(texts).map(RowFactory::create).toList();
        return spark.createDataFrame(
                JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, partitions),
                new StructType().add("body", DataTypes.StringType));
    }

    /** Window, next, text and shares of each row, in order. */
    private static List<String> shown(Dataset<Row> windows) {
        return windows.collectAsList().stream()
                .map(row -> String.format(
                        Locale.ROOT,
                        "%s %s %d %.4f %.4f",
                        new String(row.getAs("window"), StandardCharsets.UTF_8),
                        new String(row.getAs("next"), StandardCharsets.UTF_8),
                        row.<Long>getAs("text"),
                        row.<Double>getAs("starts_at"),
                        row.<Double>getAs("ends_at")))
                .toList();
    }

    private static long byteAt(Dataset<Row> share) {
        return Math.round(share.first().getDouble(0) * 684_768);
    }
}
