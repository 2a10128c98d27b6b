package io.kindling.driver.report.html;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.UserException;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.MetricsLine;
import io.kindling.driver.report.MetricsLines;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingPlan;
import io.kindling.driver.train.TrainingResult;
import io.kindling.driver.train.TrainingState;
import io.kindling.driver.train.ValidationReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The report of a run while it goes on, for a browser on this machine: the same page, whose curves move. Told as a listener,
 * behind those that write the files.
 */
public final class LiveReport implements TrainingListener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** For who listens to hear of the end and to fetch what is new. */
    private static final long MILLIS_TO_LEAVE = 1_000;

    private final Location run;
    private final MetricsLines lines;
    private final LiveEvents events = new LiveEvents();
    private final LiveServer server;

    /**
     * Starts to listen on the loopback address.
     *
     * @param run its directory, which may still be empty
     * @param every steps between points of the curves
     */
    public LiveReport(Location run, int every) {
        this.run = run;
        this.lines = new MetricsLines(every, List.of(this::tell));
        this.server = new LiveServer(this::page, this::data, events);
    }

    /** Where the page is; a part of it is random, so that nobody else on this machine guesses it. */
    public String address() {
        return server.address();
    }

    private byte[] page() {
        try {
            ObjectNode data = json();
            return ReportPage.html(Report.title(data), data);
        } catch (UserException e) {
            return LiveServer.waiting("The rows are being read; training has not begun yet.");
        }
    }

    private byte[] data() {
        return ReportPage.json(json()).getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode json() {
        return Report.data(List.of(run)).put("live", true);
    }

    private void tell(MetricsLine line) {
        ObjectNode json = JSON.createObjectNode();
        json.put("step", line.step());
        json.put("epoch", line.epoch());
        put(json, "", line.training(), "");
        put(json, "validation_", line.validation(), "");
        put(json, "", line.stepMillis(), "_ms");
        events.send("line", json.toString());
    }

    private static void put(ObjectNode json, String before, Map<String, Double> figures, String behind) {
        figures.forEach((name, figure) -> {
            if (Double.isFinite(figure)) {
                json.put(before + name + behind, figure);
            }
        });
    }

    @Override
    public void started(TrainingPlan plan) {
        lines.started(plan);
        events.send("files", "{}");
    }

    @Override
    public void resumed(TrainingState state) {
        lines.resumed(state);
    }

    @Override
    public void step(StepReport step) {
        lines.step(step);
    }

    @Override
    public void validated(ValidationReport validation) {
        lines.validated(validation);
        events.send("files", "{}");
    }

    @Override
    public void ended(TrainingResult result) {
        lines.ended(result);
    }

    /** Tells of the end, leaves a moment to fetch what there is then, and stops. */
    @Override
    public void close() {
        events.end();
        try {
            TimeUnit.MILLISECONDS.sleep(MILLIS_TO_LEAVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }
}
