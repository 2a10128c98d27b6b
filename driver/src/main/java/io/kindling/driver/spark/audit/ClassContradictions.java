package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.ClassDoubts;
import io.kindling.driver.audit.Doubts;
import io.kindling.driver.audit.Foremost;
import io.kindling.driver.audit.Histogram;
import io.kindling.driver.audit.linear.Folds;
import java.util.Arrays;

/** Of classes. */
final class ClassContradictions implements Contradictions {
    private static final long serialVersionUID = 1;

    private final ClassLabelCode code;
    private final RowLine lines;
    private final long[] rows;
    private final Histogram margins = new Histogram();
    private final Histogram wrong = new Histogram();
    private final Foremost examples = new Foremost();

    ClassContradictions(ClassLabelCode code, RowLine lines) {
        this.code = code;
        this.lines = lines;
        this.rows = new long[code.size()];
    }

    @Override
    public void add(AuditedRow row, double[] label, double[] said) {
        int place = code.place(row);
        int best = -1;
        double highest = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < code.size(); c++) {
            double score = code.score(c, said);
            if (score > highest) {
                second = highest;
                highest = score;
                best = c;
            } else {
                second = Math.max(second, score);
            }
        }
        if (best < 0) {
            return;
        }
        double margin = highest - second;
        rows[place]++;
        margins.add(margin);
        if (best != place) {
            wrong.add(margin);
            if (examples.takes(margin)) {
                examples.add(
                        margin,
                        "label " + code.name(place) + ", the model says " + code.name(best) + ": "
                                + lines.features(row));
            }
        }
    }

    @Override
    public Contradictions merged(Contradictions other) {
        ClassContradictions more = (ClassContradictions) other;
        Arrays.setAll(rows, c -> rows[c] + more.rows[c]);
        margins.addAll(more.margins);
        wrong.addAll(more.wrong);
        examples.addAll(more.examples);
        return this;
    }

    @Override
    public Doubts doubts(Folds folds, double[][][] weights) {
        long total = margins.total();
        long sure = 0;
        long surelyWrong = 0;
        long[] bins = margins.bins();
        for (int b = bins.length - 1; b >= 0 && 10 * sure < total; b--) {
            sure += margins.count(bins[b]);
            surelyWrong += wrong.count(bins[b]);
        }
        return new ClassDoubts(
                total,
                1 - (double) wrong.total() / total,
                (double) Arrays.stream(rows).max().orElse(0) / total,
                sure,
                surelyWrong,
                examples.lines());
    }
}
