package io.kindling.ml.notebook;

import java.util.Base64;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;

/** What is ready in the notebooks of {@code scripts/notebook}, which import it statically. */
public final class Notebook {
    /** The session; it begins when it is first mentioned. */
    public static final SparkSession spark = SparkSession.builder().getOrCreate();

    private Notebook() {}

    /** For an estimator's {@code addListener}: {@code fit} shows in the cell how far it is. */
    public static NotebookProgress progress() {
        return new NotebookProgress(new RapaioCell());
    }

    /** Shows a PNG picture, such as {@link io.kindling.driver.report.PictureGrid}'s. */
    public static void picture(byte[] png) {
        new RapaioCell().show("image/png", Base64.getEncoder().encodeToString(png));
    }

    /** Shows the first rows as a table: 20 of them, long cells cut off. */
    public static void table(Dataset<?> rows) {
        new RapaioCell().show("text/html", new RowTable(rows.toDF(), 20).html());
    }
}
