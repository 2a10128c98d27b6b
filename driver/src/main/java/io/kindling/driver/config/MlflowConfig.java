package io.kindling.driver.config;

import io.kindling.kernels.setting.Help;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * An MLflow tracking server. Who logs in is said by the variables that MLflow's own clients read, never here: this is written
 * to config.yaml.
 */
public record MlflowConfig(
        @Help("Where the server is, such as http://localhost:5000; by default in the variable MLFLOW_TRACKING_URI")
        Optional<String> uri,

        @Help("The experiment, which is made if it is not there; by default in the variable MLFLOW_EXPERIMENT_NAME,"
                + " or else the run's name")
        Optional<String> experiment,

        @Help("What MLflow calls the run; by default the name of the run's directory")
        Optional<String> runName) {
    private static final String WANTED =
            "it must be the address of an MLflow tracking server, such as http://localhost:5000";

    public MlflowConfig {
        uri.ifPresent(text -> server("uri", text));
    }

    /**
     * The address of a server.
     *
     * @param name where it was given, for messages
     * @throws IllegalArgumentException if it is none, or holds a user's name or password; the message does not repeat them
     */
    public static URI server(String name, String text) {
        URI uri;
        try {
            uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name + " is no address; " + WANTED, e);
        }
        if (uri.getRawUserInfo() != null || (uri.getHost() == null && text.contains("@"))) {
            throw new IllegalArgumentException(
                    name + " holds a user's name or password, which would be written to config.yaml"
                            + " and logs; give them in the variables MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD");
        }
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException(name + " is \"" + text + "\"; " + WANTED);
        }
        return uri;
    }
}
