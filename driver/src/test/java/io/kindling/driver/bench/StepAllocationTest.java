package io.kindling.driver.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a step allocates must not depend on which networks were trained before it in the same JVM. */
@Tag("slow")
class StepAllocationTest {
    /** One vector that becomes an object in a loop over 64 rows of 256 numbers makes 98,304 bytes a step. */
    private static final long MOST_BYTES = 65_536;

    @Test
    void noNetworkAllocatesVectorsAfterOthersWereTrained() throws Exception {
        Map<String, Long> bytes = new LinkedHashMap<>();
        for (String line : printed()) {
            if (line.startsWith(BytesOfAllNetworks.LINE)) {
                String[] words = line.split(" ", 3);
                bytes.put(words[2], Long.valueOf(words[1]));
            }
        }
        assertThat(bytes).hasSizeGreaterThan(20).containsKey("tiny transformer");
        assertThat(bytes).allSatisfy((network, ofAStep) -> assertThat(ofAStep).isBetween(1L, MOST_BYTES));
    }

    private static List<String> printed() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "@" + Home.path("conf/jvm.options"),
                "-Xbatch", // a loop waits until it has been compiled
                "-Xmx1g",
                "-Dlog4j2.configurationFile=" + Home.path("conf/log4j2.properties"),
                "-cp",
                System.getProperty("java.class.path"),
                BytesOfAllNetworks.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            return lines.lines().toList();
        }
    }
}
