package io.kindling.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether code runs in the interpreter or compiled must not show in a single bit. */
class CompilationTest {
    private static final String VECTOR_API = "--add-modules=jdk.incubator.vector";

    @Test
    void interpretedAndCompiledLoopsGiveTheSameBits() throws Exception {
        String interpreted = ChildJvm.run(BitsOfAllLoops.class, VECTOR_API, "-Xint");
        for (Elementwise loops : new Elementwise[] {new VectorElementwise(), new PlainElementwise()}) {
            Map<String, Integer> cold = BitsOfAllLoops.of(loops);
            for (int i = 0; i < 20_000; i++) {
                BitsOfAllLoops.of(loops);
            }
            Map<String, Integer> hot = BitsOfAllLoops.of(loops);
            assertThat(hot).isEqualTo(cold);
            assertThat(interpreted).contains(hot.toString());
        }
    }

    @Test
    void narrowerVectorsChangeNothingButTheSums() throws Exception {
        String wide = ChildJvm.run(BitsOfAllLoops.class, VECTOR_API);
        String narrow = ChildJvm.run(BitsOfAllLoops.class, VECTOR_API, "-XX:MaxVectorSize=16");
        String sums = " (dot|sum|logSumExp|softmax|softmaxGradient|logSoftmax|logSoftmaxGradient)=-?\\d+,?";
        assertThat(narrow.replaceAll(sums, "")).isEqualTo(wide.replaceAll(sums, ""));
    }
}
