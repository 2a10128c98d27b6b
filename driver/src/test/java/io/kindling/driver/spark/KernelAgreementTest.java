package io.kindling.driver.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelAgreementTest {
    @Test
    void executorsThatComputeAsTheDriverDoesGiveTheSameBits() {
        Map<String, String> same = Map.of("executor 0 on a", "native", "executor 1 on b", "native");
        assertThat(new KernelAgreement("native", true, same).exact()).isTrue();
        assertThat(new KernelAgreement("native", true, Map.of()).exact()).isTrue();
    }

    @Test
    void thoseThatDoNotAreNamedWithBothFingerprints() {
        Map<String, String> one = Map.of("executor 0 on a", "native", "executor 1 on b", "java 1");
        KernelAgreement agreement = new KernelAgreement("native", true, one);
        assertThat(agreement.exact()).isFalse();
        assertThat(agreement.problem().orElseThrow())
                .contains(": executor 1 on b computes with java 1, but the driver with native.")
                .doesNotContain("executor 0")
                .hasLineCount(1);
    }

    @Test
    void aProductThatIsNotRepeatableIsNamedToo() {
        KernelAgreement agreement = new KernelAgreement("other", false, Map.of());
        assertThat(agreement.exact()).isFalse();
        assertThat(agreement.problem().orElseThrow()).contains("does not give the same bits each time");
    }
}
