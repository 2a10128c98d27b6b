package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.ColumnFigures;
import io.kindling.driver.audit.NumberFigures;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.SeriesFigures;
import io.kindling.driver.audit.Treatment;
import io.kindling.driver.audit.WordFigures;
import io.kindling.driver.audit.near.Measure;
import io.kindling.driver.spark.data.row.CellKind;
import java.util.BitSet;
import java.util.Optional;

/** Chooses how the rows of some columns are compared. */
final class NearChoice {
    /** With fewer, near is no more than chance. */
    private static final int FEWEST_NUMBERS = 12;

    private NearChoice() {}

    /** By numbers where there are enough, or by texts; nothing of rows that have neither. */
    static Optional<Nearness> of(AuditedColumns columns, Part training, Treatment treatment) {
        Measure.Builder builder = new Measure.Builder();
        BitSet words = new BitSet();
        boolean picture = false;
        boolean texts = false;
        for (int i = 0; i < columns.size(); i++) {
            ColumnFigures figures = training.features().get(i);
            if (figures instanceof NumberFigures numbers) {
                builder.add(numbers);
            } else if (figures instanceof WordFigures cells) {
                words.set(i, !cells.texts());
                texts |= cells.texts();
            } else {
                SeriesFigures series = (SeriesFigures) figures;
                if (treatment.vocabulary().isPresent()) {
                    return Optional.of(new NearTexts(columns));
                }
                if (!series.even()) {
                    return Optional.empty();
                }
                boolean pixels =
                        treatment.picture().isPresent() || columns.kinds().get(i) == CellKind.BYTES;
                builder.add(series, pixels);
                picture |= pixels;
            }
        }
        Measure measure = builder.build();
        if (measure.width() >= FEWEST_NUMBERS && measure.width() <= SeriesFigures.WIDEST) {
            return measure.apart() == 0
                    ? Optional.empty()
                    : Optional.of(new NearNumbers(columns, words, measure, picture));
        }
        return texts ? Optional.of(new NearTexts(columns)) : Optional.empty();
    }
}
