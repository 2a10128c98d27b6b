package io.kindling.driver.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kindling.driver.config.RunConfig;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.Precision;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("spark")
class FasterPrecisionTest {
    private static final FasterPrecision QUESTION = new FasterPrecision();

    @Test
    void whatWouldBeFasterIsSaidWithItsSetting() {
        Finding finding = FasterPrecision.judged(Precision.FLOAT32, 9, 5);
        assertThat(finding.judgement()).isEqualTo(Judgement.OK);
        assertThat(finding.found())
                .isEqualTo("bf16 would make a step 1.8 times as fast: 5.0 ms, and in float32 9.0 ms"
                        + " (training.precision: bf16)");
        assertThat(FasterPrecision.judged(Precision.BF16, 9, 5).found())
                .isEqualTo("bf16 makes a step 1.8 times as fast: 5.0 ms, and in float32 9.0 ms");
    }

    @Test
    void whatIsSlowerIsAWarningWhereItIsConfigured() {
        Finding finding = FasterPrecision.judged(Precision.BF16, 5, 6);
        assertThat(finding.judgement()).isEqualTo(Judgement.WARNING);
        assertThat(finding.found()).startsWith("bf16 makes a step 1.2 times as slow: ");
        assertThat(finding.remedy()).isEqualTo("leave training.precision out");
        assertThat(FasterPrecision.judged(Precision.FLOAT32, 5, 6).judgement()).isEqualTo(Judgement.OK);
    }

    @Test
    void noiseIsNoDifference() {
        for (Precision own : Precision.values()) {
            for (double half : new double[] {4.9, 5.1}) {
                Finding finding = FasterPrecision.judged(own, 5, half);
                assertThat(finding.judgement()).isEqualTo(Judgement.OK);
                assertThat(finding.found()).contains("little").doesNotContain("training.precision");
            }
        }
    }

    @Test
    void whyItDoesNotWorkIsSaidOnceAndWhereWeighsByWhatIsConfigured() {
        Map<String, String> hindrances = Map.of("executor 1 on a", "No jars.", "executor 2 on b", "No jars.");
        Finding asked = FasterPrecision.without(Precision.BF16, hindrances);
        assertThat(asked.judgement()).isEqualTo(Judgement.WARNING);
        assertThat(asked.found()).endsWith("is bf16: No jars.");
        assertThat(asked.lines()).containsExactlyInAnyOrder("not executor 1 on a", "not executor 2 on b");
        Finding unasked = FasterPrecision.without(Precision.FLOAT32, hindrances);
        assertThat(unasked.judgement()).isEqualTo(Judgement.SKIPPED);
        assertThat(unasked.found()).isEqualTo("bf16 does not work here: No jars.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "spark"})
    void theRunsOwnStepsAreMeasuredInBothPrecisions(String engine) {
        assumeTrue(Kernels.best(Precision.BF16).blas().name().equals("bf16"), "bfloat16 products do not work here");
        RunConfig wide = CheckedRuns.digits(
                "model.layers=[dense: 1024, relu, dense: 1024, relu, dense: 10]",
                "training.batch_size=2048",
                "engine=" + engine);
        Finding finding = CheckedRuns.ask(QUESTION, wide);
        assertThat(finding.judgement()).isEqualTo(Judgement.OK);
        assertThat(finding.found()).startsWith("bf16 would ").contains(" ms, and in float32 ");
        assertThat(finding.numbers()).containsOnlyKeys("float32_ms", "bf16_ms");
        assertThat(finding.numbers().values()).allMatch(millis -> Double.isFinite(millis) && millis > 0);
    }
}
