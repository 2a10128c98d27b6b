package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Differences;
import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.SeriesFigures;
import io.kindling.driver.audit.Severity;
import io.kindling.kernels.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Pictures that are blank or all the same, and channels that lie in another order than the network takes them. */
final class Pictures implements Rule {
    private static final double MANY = 0.01;
    /** Neighbours of one channel are this much more alike than other numbers near them. */
    private static final double ALIKE = 0.9;

    @Override
    public List<Finding> judge(Figures figures) {
        List<Finding> findings = new ArrayList<>();
        figures.treatment().picture().ifPresent(shape -> {
            for (Part part : figures.parts()) {
                figures.series(part).forEach((column, cells) -> look(column, cells, part, shape, findings));
            }
        });
        return findings;
    }

    private static void look(String column, SeriesFigures cells, Part part, Shape shape, List<Finding> findings) {
        long pictures = cells.rows() - cells.missing();
        if (pictures > 1 && allTheSame(cells)) {
            findings.add(Finding.of(
                    "pictures_all_the_same",
                    Severity.ERROR,
                    column,
                    "look at how they were read",
                    "all %,d pictures of the %s part are the same one",
                    pictures,
                    part.name()));
        } else if (cells.uniform() > 0) {
            double share = (double) cells.uniform() / pictures;
            findings.add(Finding.of(
                            "blank_pictures",
                            share >= MANY ? Severity.WARNING : Severity.NOTE,
                            column,
                            "look at how they were read, and leave them out by a where condition",
                            "of %2$,d pictures of the %3$s part %1$,d (%4$s) with the same number in all places",
                            cells.uniform(),
                            pictures,
                            part.name(),
                            Shares.percent(share))
                    .with("blank", cells.uniform()));
        }
        int channels = shape.dimension(0);
        if (channels > 1 && interleaved(cells.differences(), channels)) {
            findings.add(Finding.of(
                    "channel_order",
                    Severity.WARNING,
                    column,
                    "bring the numbers of each picture into the order [channels, height, width], one channel's plane behind the"
                            + " other",
                    "in the %s part numbers %d places apart are more alike than those %d apart: the channels of each point lie"
                            + " side by side (height, width, channels), but model.input %s takes one plane behind the other",
                    part.name(),
                    channels,
                    channels - 1,
                    shape));
        }
    }

    private static boolean allTheSame(SeriesFigures cells) {
        boolean same = cells.even();
        for (int i = 0; same && i < cells.width(); i++) {
            same = cells.element(i).deviation() == 0;
        }
        return same;
    }

    /** In planes, numbers are the less alike the farther they lie apart; side by side, those of the next point are an exception. */
    private static boolean interleaved(Differences differences, int channels) {
        return differences.apart(channels) < ALIKE * differences.apart(channels - 1)
                && differences.apart(channels) < ALIKE * differences.apart(channels + 1);
    }
}
