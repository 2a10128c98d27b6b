package io.kindling.driver.tracking.mlflow;

import io.kindling.driver.UserException;
import io.kindling.driver.config.MlflowConfig;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run is logged: settings first, then the variables that MLflow's own clients read.
 *
 * @param server without a path behind it that is MLflow's
 * @param experiment its name
 * @param runName what MLflow calls the run
 * @param account who logs in
 */
public record MlflowTarget(URI server, String experiment, String runName, MlflowAccount account) {
    private static final String SERVER = "MLFLOW_TRACKING_URI";

    /**
     * Puts settings and variables together.
     *
     * @param name of the run, the experiment's by default
     * @param directory the name of the run's directory
     * @param environment the variables of this process
     * @throws UserException if no server is named, or the variable names none
     */
    public static MlflowTarget of(MlflowConfig config, String name, String directory, Map<String, String> environment) {
        String uri = config.uri()
                .or(() -> variable(environment, SERVER))
                .orElseThrow(() -> new UserException("tracking.mlflow has no server: give tracking.mlflow.uri, such as"
                        + " http://localhost:5000, or set the variable " + SERVER));
        URI server;
        try {
            server = MlflowConfig.server(SERVER, uri);
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage(), e);
        }
        return new MlflowTarget(
                server,
                config.experiment()
                        .or(() -> variable(environment, "MLFLOW_EXPERIMENT_NAME"))
                        .orElse(name),
                config.runName().orElse(directory),
                MlflowAccount.of(environment));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
