package io.kindling.ml.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.spark.SparkExtension;
import io.kindling.ml.NeuralNetworkClassifier;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotebookProgressTest {
    private final Screen screen = new Screen();
    private Dataset<Row> mails;
    private double seconds;

    @BeforeAll
    void train(SparkSession spark) {
        mails = spark.read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv("../examples/data/spambase/spambase.csv.gz")
                .withColumn("label", functions.expr("double(type = 'spam')"));
        long begun = System.nanoTime();
        new NeuralNetworkClassifier()
                .setFeaturesCols("free", "money", "charExclamation", "hp", "george", "capitalAve")
                .setLayers(6, 64, 2)
                .setMaxIter(200)
                .setBatchSize(32)
                .setValidationFraction(0.2)
                .addListener(new NotebookProgress(screen))
                .fit(mails);
        seconds = (System.nanoTime() - begun) / 1e9;
    }

    @Test
    void aCellGetsAtMostTwoMessagesASecondAndKeepsOneLineAndOnePicture() {
        assertThat(screen.times).hasSizeLessThanOrEqualTo((int) (4 + 2 * seconds));
        // The first is of the start, the last two are of the end.
        for (int i = 2; i < screen.times.size() - 2; i++) {
            assertThat(screen.times.get(i) - screen.times.get(i - 1)).isGreaterThan(490_000_000L);
        }
        assertThat(screen.shown).hasSize(2);
        assertThat(screen.shown.get(0))
                .matches(
                        "<div>completed after [\\d,]+ steps, 200 epochs, [\\d.]+ s \\([\\d,]+ rows/s\\): training loss 0\\.\\d+"
                                + ", validation .*; best at step [\\d,]+</div>");
    }

    @Test
    void theCurvesOfBothLossesAreAPicture() throws Exception {
        String svg = screen.shown.get(1);
        var picture = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        var curves = picture.getElementsByTagName("polyline");
        assertThat(curves.getLength()).isEqualTo(2);
        String[] training =
                points(curves.item(0).getAttributes().getNamedItem("points").getNodeValue());
        String[] validation =
                points(curves.item(1).getAttributes().getNamedItem("points").getNodeValue());
        assertThat(validation).hasSize(200);
        assertThat(training).hasSizeBetween(150, 300);
        // The loss falls, and up is less in a picture's rows.
        assertThat(height(training[training.length - 1])).isGreaterThan(height(training[0]));
        assertThat(svg).contains("training loss", "validation loss", "epochs");
    }

    @Test
    void rowsAreATableWhoseTextsCannotBeMarkup() {
        Dataset<Row> rows = mails.selectExpr("id", "concat('<b>', repeat('x', 80)) AS `a&b`");
        assertThat(new RowTable(rows.orderBy("id"), 3).html())
                .startsWith("<table>\n<tr><th>id</th><th>a&amp;b</th></tr>\n<tr><td>1</td><td>&lt;b&gt;"
                        + "x".repeat(57) + "…</td></tr>\n")
                .endsWith("</table><div>the first 3 rows</div>");
        assertThat(new RowTable(rows.limit(3), 3).html()).endsWith("</table>");
    }

    private static String[] points(String text) {
        return text.split(" ", -1);
    }

    private static double height(String point) {
        return Double.parseDouble(point.substring(point.indexOf(',') + 1));
    }

    /** Keeps what a browser would show, and when something was sent. */
    private static final class Screen implements NotebookCell {
        private final List<String> shown = new ArrayList<>();
        private final List<Long> times = new ArrayList<>();

        @Override
        public String show(String mimeType, String content) {
            times.add(System.nanoTime());
            shown.add(content);
            return String.valueOf(shown.size() - 1);
        }

        @Override
        public void replace(String name, String mimeType, String content) {
            times.add(System.nanoTime());
            shown.set(Integer.parseInt(name), content);
        }
    }
}
