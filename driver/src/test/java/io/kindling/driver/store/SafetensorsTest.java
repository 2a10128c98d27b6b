package io.kindling.driver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.kindling.driver.files.Location;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.model.ModelBuilder;
import io.kindling.kernels.parameter.ParameterLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
        try (OutputStream out = Files.newOutputStream(file)) {
            Safetensors.write(out, model.layout().all(), weights);
        }

        assertThat(Safetensors.read(Location.of(file), model.layout().all())).containsExactly(weights);
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .contains("\"layers.1.weight\"", "\"layers.1.running_mean\"", "\"layers.1.running_var\"");
    }

    @Test
    void aFileOfAnotherSizeIsRefusedBeforeAnythingIsAllocatedForIt(@TempDir Path folder) throws IOException {
        List<ParameterLayout.Entry> huge = ModelBuilder.input(40_000)
                .dense(40_000)
                .dense(2)
                .loss(new CrossEntropy())
                .layout()
                .all();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.writeHeader(out, huge);
        byte[] head = out.toByteArray();
        for (byte[] content : List.of(head, Arrays.copyOf(head, head.length + 400), Arrays.copyOf(head, 8))) {
            isRefused(Files.write(folder.resolve("weights.safetensors"), content), huge, "");
        }
    }

    @Test
    void aHeadLongerThanTheFileIsNotBelieved(@TempDir Path folder) throws IOException {
        List<ParameterLayout.Entry> small =
                ModelBuilder.input(4).dense(2).loss(new CrossEntropy()).layout().all();
        for (long length : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, -1, Integer.MAX_VALUE, 1L << 40, 93}) {
            byte[] content = ByteBuffer.allocate(100)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(length)
                    .array();
            Path file = Files.write(folder.resolve("weights.safetensors"), content);
            isRefused(file, small, "its header does not fit a file of 100 bytes");
        }
    }

    private static void isRefused(Path file, List<ParameterLayout.Entry> entries, String words) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> Safetensors.read(Location.of(file), entries))
                .isInstanceOf(UnfitTensorsException.class)
                .hasMessageContaining(words);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4 << 20);
    }
}
