package io.kindling.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.check.Check;
import io.kindling.driver.check.CheckReport;
import io.kindling.driver.config.RunConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configurations of {@code conf/}, which learn what they promise, are found ready, without a warning. */
class ChecksTest {
    @RegisterExtension
    static final ConfRuns RUNS = new ConfRuns();

    @ParameterizedTest
    @ValueSource(strings = {"spam-neuron", "spam-mlp", "spam-logistic", "diamonds", "mnist-mlp"})
    void smallOnesAreReady(String name) {
        ready(ConfRuns.config(name));
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(strings = {"mnist-cnn", "mnist-resnet", "novel-transformer", "mail-words", "mail-sequence"})
    void largerOnesAreReady(String name) {
        ready(ConfRuns.config(name));
    }

    private static void ready(RunConfig config) {
        List<String> lines = new ArrayList<>();
        CheckReport report = Check.run(config, RUNS.cluster(), lines::add);
        assertThat(report.verdict()).as(String.join("\n", lines)).isEqualTo("ready");
    }
}
