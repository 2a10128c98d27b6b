package io.kindling.kernels.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BlasChoiceTest {
    private static final String NO_FILE = "/no/such/libmkl.so";

    @Test
    void nativeIsChosenWhereItWorks() {
        BlasChoice choice = BlasChoice.choose(null, BlasChoice.candidates(null));
        assertThat(choice.blas().name()).isEqualTo("native");
        assertThat(choice.fallback()).isFalse();
        assertThat(choice.reason()).matches("Matrix products: native, OpenBLAS [0-9.]+, .*, 1 thread\\.");
    }

    @Test
    void vectorIsChosenWhenTheNativeLibraryIsMissing() {
        BlasChoice choice = BlasChoice.choose(null, BlasChoice.candidates(NO_FILE));
        assertThat(choice.blas().name()).isEqualTo("vector");
        assertThat(choice.fallback()).isTrue();
        assertThat(choice.reason())
                .contains("Not native: the system property kindling.blas.library names /no/such/libmkl.so, but there is"
                        + " no such file. Correct it, or leave it out to use the bundled OpenBLAS.");
    }

    @Test
    void plainJavaIsChosenWhenNothingElseWorksAndEveryFailureIsTold() {
        BlasChoice choice = BlasChoice.choose(
                null,
                List.of(
                        BlasChoice.candidates(NO_FILE).get(0),
                        new BlasChoice.Candidate("vector", () -> {
                            throw new BlasUnavailableException("the module is missing. Add it.");
                        }),
                        BlasChoice.candidates(NO_FILE).get(2)));
        assertThat(choice.blas().name()).isEqualTo("java");
        assertThat(choice.reason()).contains("Not native: ", "Not vector: the module is missing. Add it.");
    }

    @Test
    void aForcedKindIsTaken() {
        for (String kind : List.of("native", "vector", "java")) {
            BlasChoice choice = BlasChoice.choose(kind, BlasChoice.candidates(null));
            assertThat(choice.blas().name()).isEqualTo(kind);
            assertThat(choice.fallback()).isFalse();
            assertThat(choice.reason()).endsWith(", as kindling.blas demands.");
        }
    }

    @Test
    void anUnknownKindIsAnError() {
        assertThatThrownBy(() -> BlasChoice.choose("mkl", BlasChoice.candidates(null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The system property kindling.blas is \"mkl\", but takes one of native, vector, java;"
                        + " leave it out to take the best that works.");
    }

    @Test
    void aForcedKindThatDoesNotWorkIsAnError() {
        assertThatThrownBy(() -> BlasChoice.choose("native", BlasChoice.candidates(NO_FILE)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("demands native", NO_FILE, "leave the property out");
    }
}
