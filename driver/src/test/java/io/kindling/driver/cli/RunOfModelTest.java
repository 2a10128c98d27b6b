package io.kindling.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.files.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunOfModelTest {
    private static final String CONF = """
            name: run
            data: {train: {path: rows.csv}, label: y}
            model: {input: [2], layers: [dense: 1], loss: mse}
            spark: {conf: {spark.executor.memory: 3g, kindling.test.given: from the run}}
            """;

    @TempDir
    private Path folder;

    @Test
    void theRunsSparkSettingsAreTakenOverButForThoseThatTheCommandWasGiven() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), CONF);
        System.setProperty("kindling.test.given", "from the command line");
        try {
            for (Path model : new Path[] {folder, folder.resolve("model")}) {
                assertThat(RunOfModel.beside(Location.of(model)).sparkConf())
                        .isEqualTo(Map.of("spark.executor.memory", "3g"));
            }
        } finally {
            System.clearProperty("kindling.test.given");
        }
    }

    @Test
    void aModelWithoutARunHasNone() {
        assertThat(RunOfModel.beside(Location.of(folder.resolve("model"))).sparkConf())
                .isEmpty();
    }
}
