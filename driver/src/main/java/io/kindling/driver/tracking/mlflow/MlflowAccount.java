package io.kindling.driver.tracking.mlflow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Who logs in, by the variables of MLflow's own clients. Never shown. */
final class MlflowAccount {
    private final Optional<String> authorization;

    private MlflowAccount(Optional<String> authorization) {
        this.authorization = authorization;
    }

    /** With user and password if both are there, else with the token, else nobody: in the order of MLflow's clients. */
    static MlflowAccount of(Map<String, String> environment) {
        String user = environment.getOrDefault("MLFLOW_TRACKING_USERNAME", "");
        String password = environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "");
        String token = environment.getOrDefault("MLFLOW_TRACKING_TOKEN", "");
        if (!user.isEmpty() && !password.isEmpty()) {
            byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return new MlflowAccount(Optional.of("Basic " + Base64.getEncoder().encodeToString(both)));
        }
        return new MlflowAccount(token.isEmpty() ? Optional.empty() : Optional.of("Bearer " + token));
    }

    /** The header's value. */
    Optional<String> authorization() {
        return authorization;
    }
}
