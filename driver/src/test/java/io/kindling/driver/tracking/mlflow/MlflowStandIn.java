package io.kindling.driver.tracking.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that answers as MLflow's REST reference says, keeps what it is told, and refuses what MLflow refuses:
 * unknown fields, requests beyond the limits, params that change, keys with other characters.
 */
public final class MlflowStandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOT = "/api/2.0/mlflow/";

    private static final Map<String, Set<String>> FIELDS = Map.of(
            "experiments/create", Set.of("name", "artifact_location", "tags"),
            "runs/create", Set.of("experiment_id", "run_name", "start_time", "tags", "user_id"),
            "runs/update", Set.of("run_id", "status", "end_time", "run_name"),
            "runs/log-batch", Set.of("run_id", "metrics", "params", "tags"));

    /** A run as the server knows it. */
    public static final class Run {
        public final String experiment;
        public final String name;
        public final Map<String, String> params = new LinkedHashMap<>();
        public final Map<String, String> tags = new LinkedHashMap<>();
        final List<JsonNode> metrics = new ArrayList<>();
        public final List<String> statuses = Collections.synchronizedList(new ArrayList<>(List.of("RUNNING")));
        long endTime;

        Run(String experiment, String name) {
            this.experiment = experiment;
            this.name = name;
        }

        /** {@code validation/accuracy at 12}. */
        public Map<String, Double> figures() {
            Map<String, Double> figures = new LinkedHashMap<>();
            metrics.forEach(metric -> figures.put(
                    metric.path("key").asText() + " at " + metric.path("step").asLong(),
                    metric.path("value").asDouble()));
            return figures;
        }
    }

    public final Map<String, String> experiments = new LinkedHashMap<>();
    public final Map<String, Run> runs = new LinkedHashMap<>();
    public final List<String> refusals = Collections.synchronizedList(new ArrayList<>());
    final Set<String> authorizations = Collections.synchronizedSet(new TreeSet<>());
    final AtomicInteger requests = new AtomicInteger();

    /** So many requests are answered by 500 before the next is answered well. */
    final AtomicInteger failures = new AtomicInteger();

    private final CountDownLatch hanging = new CountDownLatch(1);
    private volatile boolean hangs;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public MlflowStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on no request is answered. */
    void hang() {
        hangs = true;
    }

    public Run onlyRun() {
        return runs.values().stream()
                .reduce((one, other) -> {
                    throw new AssertionError("more than one run");
                })
                .orElseThrow();
    }

    @Override
    public void close() {
        hanging.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        if (hangs) {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
            return;
        }
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        ObjectNode answer = JSON.createObjectNode();
        int status = 500;
        if (failures.get() > 0) {
            failures.decrementAndGet();
            answer.put("error_code", "INTERNAL_ERROR");
        } else {
            status = answered(exchange, body, answer);
        }
        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private synchronized int answered(HttpExchange exchange, String body, ObjectNode answer) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try {
            if (!path.startsWith(ROOT)) {
                throw new Refusal(404, "ENDPOINT_NOT_FOUND", path);
            }
            String endpoint = path.substring(ROOT.length());
            if (exchange.getRequestMethod().equals("GET")) {
                String query = exchange.getRequestURI().getRawQuery();
                get(
                        endpoint,
                        URLDecoder.decode(query.substring(query.indexOf('=') + 1), StandardCharsets.UTF_8),
                        answer);
            } else {
                demand(
                        "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type")),
                        "type of " + path);
                demand(body.length() <= 1_000_000, "request of " + body.length());
                JsonNode request = JSON.readTree(body);
                request.fieldNames()
                        .forEachRemaining(field -> demand(
                                FIELDS.getOrDefault(endpoint, Set.of()).contains(field), endpoint + "." + field));
                post(endpoint, request, answer);
            }
            return 200;
        } catch (Refusal refusal) {
            answer.put("error_code", refusal.code).put("message", refusal.getMessage());
            if (!refusal.code.equals("RESOURCE_DOES_NOT_EXIST")) {
                refusals.add(refusal.getMessage());
            }
            return refusal.status;
        }
    }

    private void get(String endpoint, String argument, ObjectNode answer) {
        if (endpoint.equals("experiments/get-by-name")) {
            String id = experiments.get(argument);
            if (id == null) {
                throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "No Experiment with name=" + argument + " exists");
            }
            answer.putObject("experiment")
                    .put("experiment_id", id)
                    .put("name", argument)
                    .put("lifecycle_stage", "active");
        } else if (endpoint.equals("runs/get")) {
            Run run = run(argument);
            ObjectNode node = answer.putObject("run");
            node.putObject("info").put("run_id", argument).put("lifecycle_stage", "active");
            var params = node.putObject("data").putArray("params");
            run.params.forEach(
                    (key, value) -> params.addObject().put("key", key).put("value", value));
        } else {
            throw new Refusal(404, "ENDPOINT_NOT_FOUND", endpoint);
        }
    }

    private void post(String endpoint, JsonNode request, ObjectNode answer) {
        switch (endpoint) {
            case "experiments/create" -> {
                String id = Integer.toString(experiments.size() + 1);
                demand(experiments.putIfAbsent(request.path("name").asText(), id) == null, "RESOURCE_ALREADY_EXISTS");
                answer.put("experiment_id", id);
            }
            case "runs/create" -> {
                demand(experiments.containsValue(request.path("experiment_id").asText()), "experiment_id");
                demand(request.path("start_time").isIntegralNumber(), "start_time");
                String id = "run" + runs.size();
                Run run = new Run(
                        request.path("experiment_id").asText(),
                        request.path("run_name").asText());
                request.path("tags").forEach(tag -> run.tags.put(key(tag), value(tag, 5000)));
                runs.put(id, run);
                answer.putObject("run").putObject("info").put("run_id", id).put("status", "RUNNING");
            }
            case "runs/update" -> {
                Run run = run(request.path("run_id").asText());
                String status = request.path("status").asText();
                demand(Set.of("RUNNING", "FINISHED", "FAILED", "KILLED").contains(status), "status " + status);
                run.statuses.add(status);
                run.endTime = request.path("end_time").asLong();
            }
            case "runs/log-batch" -> logBatch(run(request.path("run_id").asText()), request);
            default -> throw new Refusal(404, "ENDPOINT_NOT_FOUND", endpoint);
        }
    }

    private void logBatch(Run run, JsonNode request) {
        int params = request.path("params").size();
        int metrics = request.path("metrics").size();
        int tags = request.path("tags").size();
        demand(params <= 100 && tags <= 100 && params + metrics + tags <= 1000, "too many items in one batch");
        request.path("params").forEach(param -> {
            String value = value(param, 500);
            String before = run.params.putIfAbsent(key(param), value);
            demand(before == null || before.equals(value), "changed param " + key(param));
        });
        request.path("tags").forEach(tag -> run.tags.put(key(tag), value(tag, 5000)));
        request.path("metrics").forEach(metric -> {
            key(metric);
            demand(metric.path("value").isNumber(), "value of " + metric);
            demand(metric.path("timestamp").asLong() > 1_600_000_000_000L, "timestamp of " + metric);
            demand(metric.path("step").isIntegralNumber(), "step of " + metric);
            demand(metric.size() == 4, "fields of " + metric);
            run.metrics.add(metric);
        });
    }

    private Run run(String id) {
        if (!runs.containsKey(id)) {
            throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "Run with id=" + id + " not found");
        }
        return runs.get(id);
    }

    private static String key(JsonNode item) {
        String key = item.path("key").asText();
        demand(key.matches("[A-Za-z0-9_\\-. /]{1,250}"), "key " + key);
        return key;
    }

    private static String value(JsonNode item, int longest) {
        String value = item.path("value").asText();
        demand(item.path("value").isTextual() && value.length() <= longest, "value of " + item);
        return value;
    }

    private static void demand(boolean fulfilled, String what) {
        if (!fulfilled) {
            throw new Refusal(400, "INVALID_PARAMETER_VALUE", what);
        }
    }

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int status;
        private final String code;

        Refusal(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }
}
