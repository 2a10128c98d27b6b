package io.kindling.driver.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.report.LayerLine;
import io.kindling.driver.report.MetricsLine;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingResult;
import io.kindling.driver.train.ValidationReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Judges a run at each validation, says what is new as soon as it is sure, and at the end what stands. */
public final class Verdicts implements TrainingListener {
    /** The file in a run directory that {@link #json} is for. */
    public static final String FILE = "verdicts.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final History history;
    private final Function<History, List<Verdict>> rules;
    private final Supplier<List<Integer>> neverPredicted;
    private final Consumer<String> out;
    private final Set<String> told = new HashSet<>();
    private List<Verdict> standing = List.of();

    /**
     * Nothing is judged yet.
     *
     * @param history empty, or where a run goes on, that until then
     * @param rules gives the verdicts on a history
     * @param neverPredicted which classes the last validation had rows of, but no prediction
     * @param out where new verdicts are said
     */
    public Verdicts(
            History history,
            Function<History, List<Verdict>> rules,
            Supplier<List<Integer>> neverPredicted,
            Consumer<String> out) {
        this.history = history;
        this.rules = rules;
        this.neverPredicted = neverPredicted;
        this.out = out;
    }

    /** Takes in a line of metrics.csv. */
    public void add(MetricsLine line) {
        history.add(line);
    }

    /** Takes in lines of layers.csv. */
    public void add(List<LayerLine> lines) {
        history.add(lines);
    }

    @Override
    public void validated(ValidationReport validation) {
        history.neverPredicted(neverPredicted.get());
        judge();
    }

    @Override
    public void ended(TrainingResult result) {
        judge();
    }

    /** Training failed, as numbers were no longer finite. */
    public void diverged() {
        history.diverged();
        judge();
    }

    private void judge() {
        standing = rules.apply(history);
        for (Verdict verdict : standing) {
            if (told.add(verdict.id())) {
                out.accept(verdict.line());
            }
        }
    }

    /** What stands now, the gravest first. */
    public List<Verdict> standing() {
        return new ArrayList<>(standing);
    }

    /** The content of {@code verdicts.json}. */
    public String json() {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode all = root.putArray("verdicts");
        for (Verdict verdict : standing) {
            ObjectNode node = all.addObject();
            node.put("id", verdict.id());
            node.put("severity", verdict.severity().text());
            node.put("title", verdict.title());
            node.put("layer", verdict.layer().orElse(null));
            node.put("since_step", verdict.sinceStep());
            node.put("step", verdict.step());
            node.put("evidence", verdict.evidence());
            node.put("cause", verdict.cause());
            node.put("remedy", verdict.remedy());
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
