package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.LongCounts;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.SeriesFigures;
import io.kindling.driver.audit.Severity;
import java.util.ArrayList;
import java.util.List;

/** Sequences of tokens that the network does not know, that it cuts, or that are empty. */
final class Tokens implements Rule {
    private static final double MANY = 0.05;
    private static final double MOST = 0.5;
    /** Of the tokens of another part, that training never has. */
    private static final double UNSEEN = 0.05;

    @Override
    public List<Finding> judge(Figures figures) {
        List<Finding> findings = new ArrayList<>();
        for (Part part : figures.parts()) {
            figures.series(part).forEach((column, cells) -> {
                figures.treatment().vocabulary().ifPresent(known -> unknown(column, cells, part, known, findings));
                figures.treatment().length().ifPresent(length -> lengths(column, cells, part, length, findings));
            });
        }
        if (figures.treatment().vocabulary().isPresent()) {
            for (Part part : figures.others()) {
                figures.series(part)
                        .forEach((column, cells) -> unseen(
                                column, figures.series(figures.training()).get(column), cells, part, findings));
            }
        }
        return findings;
    }

    private static void unknown(String column, SeriesFigures cells, Part part, int known, List<Finding> findings) {
        if (cells.all().count() == 0
                || (cells.whole() && cells.all().min() >= 0 && cells.all().max() < known)) {
            return;
        }
        findings.add(Finding.of(
                        "unknown_tokens",
                        Severity.ERROR,
                        column,
                        "make the embedding's vocabulary " + (long) (cells.all().max() + 1)
                                + ", or map other tokens to one that stands for all unknown ones",
                        "the tokens of the %s part go from %s to %s%s, but the network's embedding knows 0 to %d",
                        part.name(),
                        Shares.number(cells.all().min()),
                        Shares.number(cells.all().max()),
                        cells.whole() ? "" : " and are not all whole numbers",
                        known - 1)
                .with("greatest", cells.all().max()));
    }

    private static void lengths(String column, SeriesFigures cells, Part part, int length, List<Finding> findings) {
        LongCounts lengths = cells.lengths();
        long longer = 0;
        long longest = 0;
        for (long tokens : lengths.sorted()) {
            longer += tokens > length ? lengths.count(tokens) : 0;
            longest = Math.max(longest, tokens);
        }
        double share = (double) longer / Math.max(1, lengths.total());
        if (share >= MANY) {
            findings.add(Finding.of(
                            "truncated_sequences",
                            share >= MOST ? Severity.WARNING : Severity.NOTE,
                            column,
                            "make data.sequences.length and model.input longer, if what is behind matters",
                            "%s of the %s part (%s) cut after the %d tokens that the network takes, the longest has %,d",
                            Shares.counted(longer, "sequence"),
                            part.name(),
                            Shares.percent(share),
                            length,
                            longest)
                    .with("share", share));
        }
        if (lengths.count(0) > 0) {
            findings.add(Finding.of(
                            "empty_sequences",
                            Severity.NOTE,
                            column,
                            "leave them out by a where condition, or look at how texts become tokens",
                            "%s of the %s part without a token",
                            Shares.counted(lengths.count(0), "sequence"),
                            part.name())
                    .with("empty", lengths.count(0)));
        }
    }

    private static void unseen(
            String column, SeriesFigures training, SeriesFigures cells, Part part, List<Finding> findings) {
        if (!training.countable() || !cells.countable()) {
            return;
        }
        long unseen = 0;
        for (long token : cells.values().sorted()) {
            unseen += training.values().count(token) == 0 ? cells.values().count(token) : 0;
        }
        double share = (double) unseen / Math.max(1, cells.values().total());
        if (share >= UNSEEN) {
            findings.add(Finding.of(
                            "unseen_tokens",
                            Severity.WARNING,
                            column,
                            "look whether both parts are turned into tokens in the same way; a smaller vocabulary has fewer that"
                                    + " are never seen",
                            "%s of the tokens of the %s part never occur in the training part",
                            Shares.percent(share),
                            part.name())
                    .with("share", share));
        }
    }
}
