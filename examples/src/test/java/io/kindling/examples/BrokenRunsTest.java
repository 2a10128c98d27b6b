package io.kindling.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.train.DivergedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each of conf/broken is broken in a way of its own, on real data, and Kindling says in which. */
class BrokenRunsTest {
    @RegisterExtension
    static final ConfRuns RUNS = new ConfRuns();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "learning-rate-too-high, learning_rate_too_high",
        "learning-rate-too-low, learning_rate_too_low",
        "unscaled-features, unscaled_features",
        "dead-relu, dead_relu",
        "vanishing-gradients, vanishing_gradients",
        "exploding-gradients, exploding_gradients",
        "overfitting, overfitting",
        "underfitting, underfitting",
        "noisy-validation, noisy_validation",
        "rare-class, class_never_predicted",
        "labels-by-chance, suspicious_success"
    })
    void itIsSaidWhatIsWrong(String name, String verdict) throws IOException {
        try {
            RUNS.train(ConfRuns.config("broken/" + name), folder.resolve(name));
        } catch (DivergedException e) {
            // That is one of the ways.
        }
        assertThat(verdicts(folder.resolve(name))).contains(verdict);
    }

    /** What stands in a run directory. */
    static List<String> verdicts(Path run) throws IOException {
        List<String> ids = new ArrayList<>();
        for (JsonNode verdict : new ObjectMapper()
                .readTree(Files.readAllBytes(run.resolve("verdicts.json")))
                .get("verdicts")) {
            ids.add(verdict.get("id").textValue());
            assertThat(verdict.get("evidence").textValue()).matches(".*\\d.*");
            assertThat(verdict.get("remedy").textValue()).isNotBlank();
        }
        return ids;
    }
}
