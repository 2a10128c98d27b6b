package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.Doubts;
import io.kindling.driver.audit.Lags;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.Power;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How features and label hang together.
 *
 * @param lags whether the label of a neighbouring row fits better
 * @param powers how well each column alone tells the label
 * @param doubts labels that do not fit their rows
 */
record Relations(Optional<Lags> lags, List<Power> powers, Optional<Doubts> doubts) {
    /** Of fewer rows, nothing is said. */
    private static final long FEWEST = 200;

    /** Nothing. */
    static final Relations UNKNOWN = new Relations(Optional.empty(), List.of(), Optional.empty());

    /**
     * Takes the passes, if there is a label to learn and enough rows.
     *
     * @param training rows of {@link AuditedColumns#select}
     * @param figures of these
     */
    static Relations of(AuditInput input, AuditedColumns columns, Dataset<Row> training, Part figures) {
        Optional<LabelCode> coded = LabelCode.of(figures.label(), columns.size());
        if (coded.isEmpty() || figures.rows() - figures.label().missing() < FEWEST) {
            return UNKNOWN;
        }
        LabelCode label = coded.get();
        RowCode features = new RowCode(figures.features(), input.treatment(), figures.rows());
        return new Relations(
                Optional.of(LagPass.of(columns.select(input.inOrder()), columns, features, label)
                        .lags(input.order())),
                PowerPass.of(training, columns, figures, label),
                Optional.of(DoubtPass.of(
                        training,
                        columns,
                        new RowLine(columns, figures),
                        features,
                        label,
                        FitPass.of(training, columns, features, label))));
    }
}
