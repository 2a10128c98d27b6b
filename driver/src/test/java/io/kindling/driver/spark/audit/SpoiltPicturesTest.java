package io.kindling.driver.spark.audit;

import static io.kindling.driver.spark.audit.AuditedRuns.find;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Home;
import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.audit.Severity;
import io.kindling.driver.audit.Treatment;
import io.kindling.driver.config.SourceConfig;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.spark.audit.DataAudit.Look;
import io.kindling.driver.spark.data.source.SourceReader;
import io.kindling.kernels.tensor.Shape;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Handwritten digits that are blank, all the same, or whose channels lie otherwise than the network takes them. */
@Tag("spark")
class SpoiltPicturesTest {
    private static final int PIXELS = 784;
    private static final Shape GREY = Shape.of(1, 28, 28);
    private static final Shape COLOURED = Shape.of(3, 28, 28);

    @Test
    void digitsAsTheyAre() {
        assertThat(audit(digits(), GREY, 1.0 / 255).findings()).isEmpty();
    }

    @Test
    void blankOnes() {
        UserDefinedFunction blank = udf(
                (UDF2<byte[], Long, byte[]>) (image, row) -> row % 50 == 0 ? new byte[image.length] : image,
                DataTypes.BinaryType);
        AuditReport report = audit(
                digits().withColumn(
                                "image", blank.apply(col("image"), col("row").cast("long"))),
                GREY,
                1.0 / 255);
        assertThat(find(report, "blank_pictures").orElseThrow().numbers()).containsEntry("blank", 200.0);
        assertThat(find(report, "blank_pictures").orElseThrow().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void oneForAll() {
        byte[] first = digits().orderBy("row").select("image").first().getAs(0);
        UserDefinedFunction same = udf((UDF1<byte[], byte[]>) image -> first, DataTypes.BinaryType);
        AuditReport report = audit(digits().withColumn("image", same.apply(col("image"))), GREY, 1.0 / 255);
        assertThat(find(report, "pictures_all_the_same").orElseThrow().severity())
                .isEqualTo(Severity.ERROR);
    }

    @Test
    void channelsSideBySideWherePlanesAreWanted() {
        UserDefinedFunction sideBySide = udf(
                (UDF3<byte[], byte[], byte[], byte[]>) (red, green, blue) -> {
                    byte[] picture = new byte[3 * PIXELS];
                    for (int i = 0; i < PIXELS; i++) {
                        picture[3 * i] = red[i];
                        picture[3 * i + 1] = green[i];
                        picture[3 * i + 2] = blue[i];
                    }
                    return picture;
                },
                DataTypes.BinaryType);
        AuditReport report = audit(coloured(sideBySide), COLOURED, 1.0 / 255);
        assertThat(find(report, "channel_order").orElseThrow().evidence())
                .contains("(height, width, channels)", "[3, 28, 28]");
    }

    @Test
    void channelsInPlanesAsTheyAreWanted() {
        UserDefinedFunction planes = udf(
                (UDF3<byte[], byte[], byte[], byte[]>) (red, green, blue) -> {
                    byte[] picture = new byte[3 * PIXELS];
                    System.arraycopy(red, 0, picture, 0, PIXELS);
                    System.arraycopy(green, 0, picture, PIXELS, PIXELS);
                    System.arraycopy(blue, 0, picture, 2 * PIXELS, PIXELS);
                    return picture;
                },
                DataTypes.BinaryType);
        assertThat(audit(coloured(planes), COLOURED, 1.0 / 255).findings()).isEmpty();
    }

    @Test
    void bytesThatNothingScales() {
        AuditReport report = audit(digits(), GREY, 1);
        assertThat(find(report, "not_normalised", "image").orElseThrow().advice())
                .contains("data.scale to 0.003922");
    }

    @Test
    void sharesThatAreScaledOnceMore() {
        UserDefinedFunction shares = udf(
                (UDF1<byte[], float[]>) image -> {
                    float[] numbers = new float[image.length];
                    for (int i = 0; i < image.length; i++) {
                        numbers[i] = (image[i] & 0xFF) / 255f;
                    }
                    return numbers;
                },
                DataTypes.createArrayType(DataTypes.FloatType, false));
        AuditReport report = audit(digits().withColumn("image", shares.apply(col("image"))), GREY, 1.0 / 255);
        assertThat(find(report, "normalised_twice", "image").orElseThrow().evidence())
                .contains("255 times smaller");
    }

    private static Dataset<Row> digits() {
        return new SourceReader(SparkExtension.session())
                .read(
                        SourceConfig.idx(
                                Home.path("examples/data/mnist/t10k-images-idx3-ubyte.gz")
                                        .toString(),
                                Home.path("examples/data/mnist/t10k-labels-idx1-ubyte.gz")
                                        .toString()),
                        "The source");
    }

    /** Each of three digits that follow each other in a channel of its own. */
    private static Dataset<Row> coloured(UserDefinedFunction mixed) {
        digits().selectExpr("image", "label", "row div 3 as triple", "row % 3 as place")
                .createOrReplaceTempView("digits");
        return SparkExtension.session()
                .sql("select r.image as red, g.image as green, b.image as blue, r.label as label, r.triple as row"
                        + " from digits r join digits g on r.triple = g.triple and g.place = 1"
                        + " join digits b on r.triple = b.triple and b.place = 2 where r.place = 0")
                .withColumn("image", mixed.apply(col("red"), col("green"), col("blue")));
    }

    private static AuditReport audit(Dataset<Row> rows, Shape shape, double scale) {
        Treatment treatment =
                new Treatment(false, scale, false, false, Optional.of(shape), OptionalInt.empty(), OptionalInt.empty());
        return DataAudit.of(
                new AuditInput(
                        Map.of("training", rows),
                        rows,
                        "the order of the file",
                        List.of("image"),
                        Optional.of("label"),
                        true,
                        treatment),
                EnumSet.noneOf(Look.class));
    }
}
