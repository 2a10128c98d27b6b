package io.kindling.driver.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.files.Location;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.model.ModelBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @Test
    void runningStatisticsAreTensorsBehindTheParametersAndComeBackWithThem(@TempDir Path folder) throws IOException {
        Model model = ModelBuilder.input(4).dense(3).batchNorm().relu().dense(2).loss(new CrossEntropy());
        float[] weights = model.layout().initialize(5);
        assertThat(weights).hasSize(model.layout().parameters() + 6);
        for (int i = 0; i < weights.length; i++) {
            weights[i] += i;
        }
        Path file = folder.resolve("weights.safetensors");
        try (OutputStream out = Files.newOutputStream(file)) {
            Safetensors.write(out, model.layout().all(), weights);
        }

        assertThat(Safetensors.read(Location.of(file), model.layout().all())).containsExactly(weights);
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .contains("\"layers.1.weight\"", "\"layers.1.running_mean\"", "\"layers.1.running_var\"");
    }
}
