package io.kindling.driver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.model.ModelBuilder;
import io.kindling.kernels.parameter.ParameterLayout;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
        Safetensors.write(file, model.layout(), weights);

        assertThat(Safetensors.read(file, model.layout())).containsExactly(weights);
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .contains("\"layers.1.weight\"", "\"layers.1.running_mean\"", "\"layers.1.running_var\"");
    }

    @Test
    void aFileOfAnotherSizeIsRefusedBeforeAnythingIsAllocatedForIt(@TempDir Path folder) throws IOException {
        ParameterLayout huge = ModelBuilder.input(40_000)
                .dense(40_000)
                .dense(2)
                .loss(new CrossEntropy())
                .layout();
        Path file = folder.resolve("weights.safetensors");
        byte[] head = SafetensorsHeader.of(huge).bytes();
        for (byte[] content : List.of(head, Arrays.copyOf(head, head.length + 400), Arrays.copyOf(head, 8))) {
            Files.write(file, content);
            long before = allocated();
            assertThatThrownBy(() -> Safetensors.read(file, huge)).isInstanceOf(DamagedModelException.class);
            assertThat(allocated() - before).isLessThan(1 << 20);
        }
    }

    @Test
    void aHeadLongerThanTheFileIsNotBelieved(@TempDir Path folder) throws IOException {
        ParameterLayout layout =
                ModelBuilder.input(4).dense(2).loss(new CrossEntropy()).layout();
        Path file = folder.resolve("weights.safetensors");
        for (long length : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, -1, Integer.MAX_VALUE, 1L << 40, 93}) {
            Files.write(
                    file,
                    ByteBuffer.allocate(100)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(length)
                            .array());
            long before = allocated();
            assertThatThrownBy(() -> Safetensors.read(file, layout))
                    .hasMessageContaining("its header does not fit a file of 100 bytes");
            assertThat(allocated() - before).isLessThan(1 << 20);
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
