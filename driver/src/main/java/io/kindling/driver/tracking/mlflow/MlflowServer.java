package io.kindling.driver.tracking.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** MLflow's REST API, version 2.0: the requests as its reference has them (mlflow.org/docs/latest/rest-api.html). */
final class MlflowServer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int LONGEST_REASON = 300;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI address;
    private final MlflowAccount account;

    MlflowServer(URI address, MlflowAccount account) {
        this.address = address;
        this.account = account;
    }

    URI address() {
        return address;
    }

    /** The id of an experiment, which is made if it is not there. */
    String experiment(String name) throws MlflowException, InterruptedException {
        Optional<String> found = existing(name);
        if (found.isPresent()) {
            return found.get();
        }
        try {
            return text(post("experiments/create", object().put("name", name)), "experiment_id");
        } catch (MlflowException e) {
            // Another fit that started at the same time may have been faster.
            Optional<String> made = e.isRefused() ? existing(name) : Optional.empty();
            if (made.isEmpty()) {
                throw e;
            }
            return made.get();
        }
    }

    private Optional<String> existing(String name) throws MlflowException, InterruptedException {
        Optional<JsonNode> found = find("experiments/get-by-name?experiment_name=" + encoded(name))
                .map(answer -> answer.path("experiment"));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get().path("lifecycle_stage").asText().equals("deleted")) {
            throw MlflowException.refused("the experiment \"" + name
                    + "\" has been deleted there; restore it, or give another tracking.mlflow.experiment");
        }
        return Optional.of(text(found.get(), "experiment_id"));
    }

    /** Makes a run and gives its id. */
    String createRun(ObjectNode request) throws MlflowException, InterruptedException {
        return text(post("runs/create", request).path("run").path("info"), "run_id");
    }

    /** A run that was made before; empty if it is gone. */
    Optional<JsonNode> run(String id) throws MlflowException, InterruptedException {
        return find("runs/get?run_id=" + encoded(id))
                .map(answer -> answer.path("run"))
                .filter(run ->
                        !run.path("info").path("lifecycle_stage").asText().equals("deleted"));
    }

    /** Sends a request that is answered by nothing of interest. */
    JsonNode post(String endpoint, ObjectNode request) throws MlflowException, InterruptedException {
        HttpResponse<String> response = send(request(endpoint)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request.toString(), StandardCharsets.UTF_8))
                .build());
        demandSuccess(response);
        return json(response.body());
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private Optional<JsonNode> find(String endpoint) throws MlflowException, InterruptedException {
        HttpResponse<String> response = send(request(endpoint).GET().build());
        JsonNode answer = json(response.body());
        if (response.statusCode() == 404 && answer.path("error_code").asText().equals("RESOURCE_DOES_NOT_EXIST")) {
            return Optional.empty();
        }
        demandSuccess(response);
        return Optional.of(answer);
    }

    private HttpRequest.Builder request(String endpoint) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/api/2.0/mlflow/" + endpoint))
                .timeout(ANSWER);
        account.authorization().ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private HttpResponse<String> send(HttpRequest request) throws MlflowException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (HttpTimeoutException e) {
            throw MlflowException.unavailable("it does not answer", e);
        } catch (ConnectException e) {
            throw MlflowException.unavailable("nothing can be reached there", e);
        } catch (IOException e) {
            throw MlflowException.unavailable("the connection failed: " + e.getMessage(), e);
        }
    }

    private static void demandSuccess(HttpResponse<String> response) throws MlflowException {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return;
        }
        if (status == 401 || status == 403) {
            throw MlflowException.refused("it answers " + status + ": not allowed; set MLFLOW_TRACKING_USERNAME and"
                    + " MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN");
        }
        String message = json(response.body()).path("message").asText();
        String reason = "it answers " + status + (message.isEmpty() ? "" : ": " + shortened(message));
        throw status >= 500 || status == 429 || status == 408
                ? MlflowException.unavailable(reason, null)
                : MlflowException.refused(reason);
    }

    private static String shortened(String message) {
        String line = message.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }

    /** What is no JSON, such as a proxy's page, holds nothing. */
    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String text(JsonNode node, String field) throws MlflowException {
        String text = node.path(field).asText();
        if (text.isEmpty()) {
            throw MlflowException.refused("it does not answer as MLflow does (no " + field + ")");
        }
        return text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
