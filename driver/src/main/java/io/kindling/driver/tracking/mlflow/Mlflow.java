package io.kindling.driver.tracking.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.MetricsLine;
import io.kindling.driver.report.Summary;
import io.kindling.driver.tracking.Tracker;
import io.kindling.driver.train.TrainingPlan;
import io.kindling.driver.train.TrainingState;
import io.kindling.driver.train.ValidationReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an MLflow server of a run: its settings as params, the lines of metrics.csv as metrics (sent at validations, and every
 * thirty seconds), how it ended, and where the model lies. A run that goes on is the same run there.
 */
public final class Mlflow implements Tracker {
    private static final Logger LOG = LoggerFactory.getLogger(Mlflow.class);
    private static final long BETWEEN_BATCHES = Duration.ofSeconds(30).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MlflowTarget target;
    private final RunConfig config;
    private final Optional<Location> directory;
    private final MlflowServer server;
    private final Outbox outbox;
    private final List<Metric> pending = new ArrayList<>();
    private long sent = System.nanoTime();
    private boolean begun;
    private boolean finished;

    /** The run's id; known to the outbox's thread alone. */
    private String run;

    /** What the server has of the settings already; of the outbox's thread. */
    private Map<String, String> known = Map.of();

    /**
     * For a run; nothing is sent before training starts.
     *
     * @param config with the number of shards settled
     * @param directory of the run, where it is remembered which one it is in MLflow; empty if it has none
     */
    public Mlflow(MlflowTarget target, RunConfig config, Optional<Location> directory) {
        this(target, config, directory, Outbox.PAUSES, PATIENCE);
    }

    Mlflow(
            MlflowTarget target,
            RunConfig config,
            Optional<Location> directory,
            List<Duration> pauses,
            Duration patience) {
        this.target = target;
        this.config = config;
        this.directory = directory;
        this.server = new MlflowServer(target.server(), target.account());
        this.outbox = new Outbox(target.server(), pauses, patience);
    }

    @Override
    public void started(TrainingPlan plan) {
        begun = true;
        Optional<Location> file = directory.map(place -> place.resolve("mlflow.json"));
        outbox.addFoundation(() -> open(file));
        outbox.add(() -> {
            Map<String, String> params = LoggedItems.params(config);
            params.keySet().removeAll(known.keySet());
            for (ObjectNode request : LoggedItems.paramRequests(run, params)) {
                server.post("runs/log-batch", request);
            }
        });
    }

    @Override
    public void resumed(TrainingState state) {
        tag(Map.of("kindling.resumed_after_step", Long.toString(state.step())));
    }

    @Override
    public void accept(MetricsLine line) {
        long millis = System.currentTimeMillis();
        line.scalars().forEach((name, value) -> add(name, value, line.step(), millis));
        if (System.nanoTime() - sent > BETWEEN_BATCHES) {
            send();
        }
    }

    @Override
    public void validated(ValidationReport validation) {
        send();
    }

    @Override
    public void finished(Summary summary, Optional<Location> model) {
        long millis = System.currentTimeMillis();
        summary.test()
                .forEach((name, value) ->
                        add("test/" + name, value, summary.result().steps(), millis));
        send();
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("kindling.status", summary.result().status().name().toLowerCase(Locale.ROOT));
        tags.put("kindling.engine", summary.engine());
        tags.put("kindling.blas", summary.blas());
        tags.put("kindling.exact", Boolean.toString(summary.exact()));
        tags.put("kindling.best_step", Long.toString(summary.result().bestStep()));
        tags.put("kindling.weights_sha256", summary.weightsSha256());
        model.ifPresent(location -> tags.put("kindling.model", location.uri()));
        tag(tags);
        end(
                switch (summary.result().status()) {
                    case STOPPED -> "KILLED";
                    case FAILED -> "FAILED";
                    default -> "FINISHED";
                });
        finished = true;
    }

    @Override
    public void close() {
        if (begun && !finished) {
            send();
            end("FAILED");
        }
        outbox.close();
    }

    /** Finds the run of before, or makes one. On the outbox's thread. */
    private void open(Optional<Location> file) throws MlflowException, InterruptedException {
        String address = server.address().toString();
        Optional<MlflowRun> before =
                file.flatMap(MlflowRun::read).filter(found -> found.server().equals(address));
        Optional<JsonNode> there = before.isPresent() ? server.run(before.get().id()) : Optional.empty();
        if (there.isPresent()) {
            run = before.get().id();
            Map<String, String> params = new LinkedHashMap<>();
            there.get()
                    .path("data")
                    .path("params")
                    .forEach(param -> params.put(
                            param.path("key").asText(), param.path("value").asText()));
            known = params;
            server.post("runs/update", update("RUNNING"));
            return;
        }
        ObjectNode request = MlflowServer.object()
                .put("experiment_id", server.experiment(target.experiment()))
                .put("run_name", target.runName())
                .put("start_time", System.currentTimeMillis());
        request.set("tags", LoggedItems.tags(tags()));
        run = server.createRun(request);
        file.ifPresent(place -> remember(address, place));
    }

    private void remember(String address, Location file) {
        try {
            new MlflowRun(address, run).write(file);
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be written ({}); with --resume the run will be another one in MLflow.",
                    file,
                    e.getMessage());
        }
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("mlflow.runName", target.runName());
        tags.put("mlflow.user", System.getProperty("user.name", ""));
        tags.put("mlflow.source.name", directory.isPresent() ? "kindling train" : "io.kindling.ml");
        tags.put("mlflow.source.type", "JOB");
        tags.put("kindling.name", config.name());
        tags.put("kindling.seed", Long.toString(config.seed()));
        directory.ifPresent(place -> tags.put("kindling.run_directory", place.uri()));
        return tags;
    }

    /** A number that is none has no place in a request. */
    private void add(String name, double value, long step, long millis) {
        if (Double.isFinite(value)) {
            pending.add(new Metric(name, value, step, millis));
        }
        if (pending.size() == LoggedItems.MOST_METRICS) {
            send();
        }
    }

    private void send() {
        sent = System.nanoTime();
        if (pending.isEmpty()) {
            return;
        }
        List<Metric> metrics = List.copyOf(pending);
        pending.clear();
        outbox.add(() -> server.post("runs/log-batch", LoggedItems.metricRequest(run, metrics)));
    }

    private void tag(Map<String, String> tags) {
        outbox.add(() -> server.post("runs/log-batch", LoggedItems.tagRequest(run, tags)));
    }

    private void end(String status) {
        outbox.add(() -> server.post("runs/update", update(status).put("end_time", System.currentTimeMillis())));
    }

    private ObjectNode update(String status) {
        return MlflowServer.object().put("run_id", run).put("status", status);
    }
}
