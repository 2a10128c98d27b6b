package io.kindling.driver.spark.data.transform;

import io.kindling.driver.files.Location;
import java.io.IOException;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** {@link FeatureStages} that have seen the training part. Immutable. */
public final class FittedStages {
    private final PipelineModel model;

    FittedStages(PipelineModel model) {
        this.model = model;
    }

    /**
     * What {@link #save} wrote, which must be safe to load: see {@link SavedStages}.
     *
     * @throws io.kindling.driver.UserException if it is not, or Spark ML is not on the class path
     */
    public static FittedStages load(SparkSession session, Location folder) {
        SparkMl.demand(folder.toString());
        SavedStages.demandSafe(folder);
        return new FittedStages(PipelineModel.read().session(session).load(folder.uri()));
    }

    /** In Spark ML's own format. */
    public void save(Location folder) throws IOException {
        model.write().overwrite().save(folder.uri());
    }

    public Dataset<Row> transform(Dataset<Row> rows) {
        return model.transform(rows);
    }
}
