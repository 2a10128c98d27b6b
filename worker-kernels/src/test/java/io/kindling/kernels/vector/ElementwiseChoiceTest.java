package io.kindling.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ElementwiseChoiceTest {
    private static final String VECTOR_API = "--add-modules=jdk.incubator.vector";

    @Test
    void theVectorApiIsUsedWhereItIsThere() {
        assertThat(ElementwiseChoice.choose(null, true)).isInstanceOf(VectorElementwise.class);
        assertThat(ElementwiseChoice.choose("plain", true)).isInstanceOf(PlainElementwise.class);
        assertThat(ElementwiseChoice.choose("vector", true)).isInstanceOf(VectorElementwise.class);
        assertThat(ElementwiseChoice.choose("plain", false)).isInstanceOf(PlainElementwise.class);
    }

    @Test
    void theChoiceIsMadeOncePerJvm() {
        assertThat(Elementwise.best()).isSameAs(Elementwise.best());
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ElementwiseChoice.choose("simd", true))
                .withMessage("System property kindling.elementwise is \"simd\"; it takes vector or plain. "
                        + "Without it the fastest is chosen.");
    }

    @Test
    void theVectorApiCannotBeForcedWhereItIsMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ElementwiseChoice.choose("vector", false))
                .withMessageContaining("Start it with --add-modules=jdk.incubator.vector");
    }

    @Test
    void aJvmWithoutTheModuleRunsThePlainLoops() throws Exception {
        assertThat(ChildJvm.run(BestLoops.class)).endsWith("best: plain\n");
        assertThat(ChildJvm.run(BestLoops.class, VECTOR_API)).endsWith("best: vector\n");
        assertThat(ChildJvm.run(BestLoops.class, VECTOR_API, "-Dkindling.elementwise=plain"))
                .endsWith("best: plain\n");
    }

    @Test
    void theFingerprintNamesKindWidthAndPolynomials() {
        assertThat(new VectorElementwise().fingerprint()).matches("elementwise vector \\d+ bit, polynomials 1");
        assertThat(new PlainElementwise().fingerprint()).isEqualTo("elementwise plain");
    }

    /** Prints what the JVM chose. */
    static final class BestLoops {
        private BestLoops() {}

        public static void main(String[] arguments) {
            System.out.print("best: " + Elementwise.best().name() + "\n");
        }
    }
}
