package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Moments;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.SeriesFigures;
import io.kindling.driver.audit.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whose statistics columns were normalised by that come with mean 0 and deviation 1, or between 0 and 1. Of the rows whose
 * statistics were taken they hold exactly; of any other rows they are off by chance, about 1/√n.
 */
final class Normalised implements Rule {
    /** Times 1/√n: what chance hits in one column of 25. */
    private static final double EXACT = 0.05;
    /** Rounded cells may miss it by so much. */
    private static final double ROUNDING = 1e-6;
    /** Of the columns. */
    private static final double MOST = 0.8;

    private static final String ADVICE =
            "give the columns as they were, and let data.standardize: true do it, which fits on"
                    + " the training part alone";

    private static final int ENOUGH_COLUMNS = 3;
    private static final long ENOUGH_ROWS = 50;

    @Override
    public List<Finding> judge(Figures figures) {
        List<Finding> findings = new ArrayList<>();
        if (columns(figures, figures.training()).size() >= ENOUGH_COLUMNS) {
            for (Part part : figures.others()) {
                if (part.rows() >= ENOUGH_ROWS && mostly(columns(figures, part), Way.STANDARD)) {
                    findings.add(apart(part));
                }
            }
            for (Way way : Way.values()) {
                together(figures, way).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Finding apart(Part part) {
        return Finding.of(
                "normalised_apart",
                Severity.ERROR,
                "",
                ADVICE,
                "%s in the %s part: it was normalised by statistics of its own, so that equal numbers mean other things there"
                        + " than in the training part",
                Way.STANDARD.words,
                part.name());
    }

    /** Where they hold of the training part with others, but not of the training part alone: the others took part. */
    private static Optional<Finding> together(Figures figures, Way way) {
        List<Moments> training = columns(figures, figures.training());
        if (figures.training().rows() < ENOUGH_ROWS) {
            return Optional.empty();
        }
        int others = figures.others().size();
        for (int chosen = 1; chosen < 1 << others; chosen++) {
            List<Moments> all = training.stream().map(Moments::copy).toList();
            List<String> names = new ArrayList<>();
            for (int o = 0; o < others; o++) {
                if (((chosen >> o) & 1) == 1) {
                    Part part = figures.others().get(o);
                    names.add(part.name());
                    add(all, columns(figures, part));
                }
            }
            if (mostly(all, way) && way.others(holding(training, way), holding(all, way))) {
                return Optional.of(Finding.of(
                        "normalised_with_all_rows",
                        Severity.WARNING,
                        "",
                        ADVICE,
                        "%s over the training and the %s part together, but not in the training part alone: the statistics were"
                                + " taken with the rows to measure by, which tells of them",
                        way.words,
                        String.join(" and the ", names)));
            }
        }
        return Optional.empty();
    }

    private static void add(List<Moments> all, List<Moments> more) {
        for (int i = 0; i < Math.min(all.size(), more.size()); i++) {
            all.get(i).addAll(more.get(i));
        }
    }

    private static boolean mostly(List<Moments> columns, Way way) {
        long varied = columns.stream().filter(column -> column.deviation() > 0).count();
        return varied >= ENOUGH_COLUMNS && holding(columns, way) >= MOST * varied;
    }

    private static long holding(List<Moments> columns, Way way) {
        return columns.stream().filter(way::holds).count();
    }

    /** The numbers of each column, and of each place in columns of several. */
    private static List<Moments> columns(Figures figures, Part part) {
        List<Moments> columns = new ArrayList<>();
        figures.numbers(part).values().forEach(cells -> columns.add(cells.moments()));
        for (SeriesFigures cells : figures.series(part).values()) {
            for (int i = 0; cells.even() && i < cells.width(); i++) {
                columns.add(cells.element(i));
            }
        }
        return columns;
    }

    /** How columns are normalised. */
    private enum Way {
        STANDARD("mean 0 and deviation 1 hold exactly") {
            /** Chance makes them hold for few columns. */
            @Override
            boolean others(long training, long all) {
                return training < MOST * all;
            }

            @Override
            boolean holds(Moments column) {
                double rows = column.count();
                double near = EXACT / Math.sqrt(rows) + ROUNDING;
                double unbiased = column.deviation() * Math.sqrt(rows / Math.max(1, rows - 1));
                return column.deviation() > 0
                        && Math.abs(column.mean()) < near
                        && (Math.abs(column.deviation() - 1) < near || Math.abs(unbiased - 1) < near);
            }
        },
        UNIT("the least number is 0 and the greatest 1") {
            /** Most of the greatest numbers are in the training part by chance, but not all. */
            @Override
            boolean others(long training, long all) {
                return training < all;
            }

            /** Columns of 0 and 1 alone are marks. */
            @Override
            boolean holds(Moments column) {
                double variance = column.deviation() * column.deviation();
                boolean mark = Math.abs(variance - column.mean() * (1 - column.mean())) < ROUNDING;
                return column.deviation() > 0
                        && !mark
                        && Math.abs(column.min()) < ROUNDING
                        && Math.abs(column.max() - 1) < ROUNDING;
            }
        };

        final String words;

        Way(String words) {
            this.words = words;
        }

        abstract boolean holds(Moments column);

        /** Whether others than the training rows took part, if they hold for so many columns of these and of all. */
        abstract boolean others(long training, long all);
    }
}
