package io.kindling.driver.report;

import io.kindling.driver.files.Location;
import io.kindling.driver.train.LayerReport;
import io.kindling.driver.train.LayersReport;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingResult;
import io.kindling.driver.train.ValidationReport;
import io.kindling.kernels.watch.WatchedLayer;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes {@code layers.csv}: a line for each layer of each watched step. Cells that do not apply to a layer are empty. */
public final class LayersCsv implements TrainingListener, AutoCloseable {
    private final PrintStream out;
    private final DeadUnits deadUnits = new DeadUnits();
    private final Consumer<List<LayerLine>> reader;

    /**
     * Starts the file anew.
     *
     * @param before what it holds already, where a run goes on
     * @param reader told the lines of each watched step as they are written; not those before
     */
    public LayersCsv(Location file, List<LayerLine> before, Consumer<List<LayerLine>> reader) {
        this.reader = reader;
        try {
            out = new PrintStream(file.create(), false, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.print(LayerLine.HEADER + "\n");
        before.forEach(this::write);
    }

    /**
     * The lines of a file.
     *
     * @param lastStep those of later steps are left out
     */
    public static List<LayerLine> read(Location file, long lastStep) throws IOException {
        if (!file.exists()) {
            return List.of();
        }
        return new String(file.bytes(), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .filter(line -> line.chars().filter(c -> c == ',').count()
                        == LayerLine.HEADER.chars().filter(c -> c == ',').count())
                .map(LayerLine::of)
                .filter(line -> line.step() <= lastStep)
                .toList();
    }

    @Override
    public void watched(LayersReport report) {
        List<LayerLine> lines = new ArrayList<>();
        deadUnits.nextStep();
        for (LayerReport layer : report.layers()) {
            lines.add(line(report, layer));
        }
        lines.forEach(this::write);
        reader.accept(lines);
    }

    private LayerLine line(LayersReport report, LayerReport layer) {
        WatchedLayer watched = layer.watched();
        return new LayerLine(
                report.step(),
                report.epoch(),
                watched.name(),
                watched.kind(),
                watched.mean(),
                watched.deviation(),
                watched.saturated().orElse(Double.NaN),
                deadUnits.share(watched),
                layer.gradientNorm(),
                layer.parameterNorm(),
                layer.updateRatio(),
                watched.gradient());
    }

    private void write(LayerLine line) {
        out.print(line.cells() + "\n");
    }

    @Override
    public void validated(ValidationReport validation) {
        out.flush();
    }

    @Override
    public void ended(TrainingResult result) {
        out.flush();
    }

    /** Closes the file; a disk that was full shows now. */
    @Override
    public void close() {
        boolean failed = out.checkError();
        out.close();
        if (failed) {
            throw new UncheckedIOException(
                    new IOException("layers.csv could not be written in full; is the disk full?"));
        }
    }
}
