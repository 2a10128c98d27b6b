package io.kindling.driver.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.MetricsHistory;
import io.kindling.driver.store.Safetensors;
import io.kindling.driver.train.TrainingState;
import io.kindling.kernels.parameter.ParameterLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The files of one checkpoint, first as a copy in memory, then written: {@code weights.safetensors}, {@code best.safetensors},
 * an {@code optimizer-N.safetensors} for each of the optimizer's arrays, {@code metrics.csv}, {@code state.json} with all
 * numbers and what made them, and {@link Manifest}. Its memory is used again for the next checkpoint.
 */
final class CheckpointFiles {
    static final int VERSION = 1;
    static final String STATE = "state.json";
    static final String METRICS = "metrics.csv";
    static final String WEIGHTS = "weights.safetensors";
    static final String BEST = "best.safetensors";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ParameterLayout layout;
    private final ObjectNode madeBy;
    private final FloatCopy weights = new FloatCopy();
    private final FloatCopy best = new FloatCopy();
    private final List<FloatCopy> optimizer = new ArrayList<>();
    private final TreeMap<String, Manifest.Entry> written = new TreeMap<>();
    private ObjectNode numbers = JSON.createObjectNode();
    private byte[] metrics = {};
    private boolean hasBest;
    private long bestStep;
    private long step;

    CheckpointFiles(ParameterLayout layout, MadeBy madeBy) {
        this.layout = layout;
        this.madeBy = madeBy.json();
    }

    /** Where the optimizer's array of this index lies; {@code state.json} has its name. */
    static String optimizer(int index) {
        return "optimizer-" + index + ".safetensors";
    }

    /** <em>Overwrites</em> the copy with a state. */
    void take(TrainingState state, MetricsHistory history) {
        step = state.step();
        weights.take(state.weights());
        hasBest = state.best().weights().isPresent();
        bestStep = state.best().step();
        state.best().weights().ifPresent(best::take);
        List<float[]> arrays = List.copyOf(state.optimizer().arrays().values());
        for (int i = 0; i < arrays.size(); i++) {
            if (optimizer.size() == i) {
                optimizer.add(new FloatCopy());
            }
            optimizer.get(i).take(arrays.get(i));
        }
        metrics = history.lines();
        numbers = JSON.createObjectNode().put("version", VERSION);
        StateJson.write(numbers, state, history);
        numbers.set("made_by", madeBy);
    }

    long step() {
        return step;
    }

    /** The step of the best weights; 0 if there are none. */
    long bestStep() {
        return hasBest ? bestStep : 0;
    }

    /** Writes all files into a directory, the manifest last. */
    void write(Location directory) throws IOException {
        written.clear();
        write(directory, WEIGHTS, layout.all(), weights);
        if (hasBest) {
            write(directory, BEST, layout.all(), best);
        }
        for (int i = 0; i < optimizer.size(); i++) {
            write(directory, optimizer(i), layout.entries(), optimizer.get(i));
        }
        write(directory, METRICS, metrics);
        write(directory, STATE, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(numbers));
        directory.resolve(Manifest.FILE).write(new Manifest(written).bytes());
    }

    private void write(Location directory, String name, List<ParameterLayout.Entry> entries, FloatCopy floats)
            throws IOException {
        try (FileDigest out = new FileDigest(directory.resolve(name).create())) {
            Safetensors.writeHeader(out, entries);
            floats.writeTo(out);
            written.put(name, out.entry());
        }
    }

    private void write(Location directory, String name, byte[] content) throws IOException {
        try (FileDigest out = new FileDigest(directory.resolve(name).create())) {
            out.write(content, 0, content.length);
            written.put(name, out.entry());
        }
    }
}
