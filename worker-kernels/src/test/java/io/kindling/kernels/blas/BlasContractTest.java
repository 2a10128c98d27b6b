package io.kindling.kernels.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link Blas} keeps to; that with bfloat16 factors within what their rounding does. */
@ParameterizedClass
@MethodSource("blas")
class BlasContractTest {
    private static final List<Blas> ALL = Blas.available();
    /** Half of the last bit of a number below 1, of either factor. */
    private static final float ROUNDING = 0x1p-8f;

    private static final int[] SIZES = {1, 2, 3, 7, 8, 9, 31, 64, 65};
    private static final boolean[] EITHER = {false, true};

    private final Blas blas;

    BlasContractTest(Blas blas) {
        this.blas = blas;
    }

    static List<Blas> blas() {
        return Stream.concat(ALL.stream(), Bf16BlasTest.everyProduct().stream()).toList();
    }

    @Test
    void allThreeKindsWorkInTheTests() {
        assertThat(ALL).extracting(Blas::name).containsExactly("native", "vector", "java");
    }

    @Test
    void onlyTheVectorTwinOnANewJavaIsNotRepeatable() {
        assertThat(blas.repeatable())
                .isEqualTo(!blas.name().equals("vector") || Runtime.version().feature() <= 21);
    }

    @Test
    void oddSizesInAllTransposePairingsAreRightAndNothingAroundIsTouched() {
        for (int m : SIZES) {
            for (int n : SIZES) {
                for (int k : SIZES) {
                    assertPairings(Product.of(m, n, k).apart(3));
                }
            }
        }
    }

    @Test
    void productsWithoutGapsAreRight() {
        assertPairings(Product.of(65, 31, 64));
    }

    @Test
    void theSizesAroundThePiecesAreRight() {
        for (int size : new int[] {255, 256, 257, 511, 512, 513}) {
            assertPairings(Product.of(33, size, 129).apart(1));
            assertPairings(Product.of(size, 33, 129));
            assertPairings(Product.of(33, 47, size));
        }
    }

    @Test
    void productsOfManyPiecesAreRight() {
        for (Product product : List.of(
                Product.of(1030, 1000, 600),
                Product.of(40, 30, 500_000),
                Product.of(60_000, 3, 400).transposed(true, false),
                Product.of(3, 60_000, 400).transposed(false, true))) {
            Product adding = product.apart(5).scaled(0.5f, 1);
            assertRight(adding);
        }
    }

    @Test
    void alphaScalesTheProductAndBetaWhatWasThere() {
        for (int size : new int[] {1, 9, 65}) {
            for (float alpha : new float[] {0, 1, -2, 0.25f}) {
                for (float beta : new float[] {0, 1, -1, 0.5f}) {
                    assertPairings(Product.of(size, size + 1, size + 2).apart(2).scaled(alpha, beta));
                }
            }
        }
    }

    @Test
    void withoutRowsOrColumnsNothingHappens() {
        assertPairings(Product.of(0, 5, 4).apart(2));
        assertPairings(Product.of(5, 0, 4).apart(2));
        assertPairings(Product.of(0, 0, 0));
    }

    @Test
    void withNothingToSumCIsOnlyScaled() {
        assertPairings(Product.of(5, 6, 0));
        assertPairings(Product.of(5, 6, 0).apart(2).scaled(1, 0.5f));
    }

    @Test
    void theSameProductHasTheSameBitsAnywhereInMemory() {
        assumeTrue(blas.repeatable());
        for (Product product : List.of(Product.of(65, 64, 31), Product.of(9, 300, 784), Product.of(700, 300, 800))) {
            float[] first = product.inside(product.by(blas));
            for (int gap = 0; gap < 9; gap++) {
                Product moved = product.apart(gap);
                assertThat(moved.inside(moved.by(blas))).as("%s", moved).isEqualTo(first);
            }
        }
    }

    @Test
    void theSameProductHasTheSameBitsInTwoThreadsAtOnce() {
        assumeTrue(blas.repeatable());
        Product product = Product.of(300, 310, 784).transposed(true, false);
        float[] alone = product.by(blas);
        List<CompletableFuture<float[]>> both = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> product.by(blas)))
                .toList();
        assertThat(both).allSatisfy(c -> assertThat(c.join()).isEqualTo(alone));
    }

    @Test
    void theSameProductHasTheSameBitsOnceTheCompilerHasBeenAtIt() {
        assumeTrue(blas.repeatable());
        Product product = Product.of(70, 90, 110);
        float[] early = product.by(blas);
        for (int i = 0; i < 2_000; i++) {
            assertThat(product.by(blas)).isEqualTo(early);
        }
    }

    @Test
    void aMatrixThatDoesNotFitItsArrayIsNamed() {
        float[] six = new float[6];
        assertThatThrownBy(() -> blas.gemm(false, false, 2, 2, 3, 1, six, 0, 3, six, 1, 2, 0, new float[4], 0, 2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("B of a matrix product, [3, 2] with stride 2 from 1 on, does not fit its array of 6");
        assertThatThrownBy(() -> blas.gemm(false, false, 2, 2, 3, 1, six, 0, 2, six, 0, 2, 0, new float[4], 0, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A of a matrix product is stored as [2, 3] with stride 2;");
    }

    @Test
    void theSpeedIsMeasured() {
        assertThat(GemmSpeed.gigaflops(blas)).isBetween(0.01, 10_000.0);
    }

    private void assertPairings(Product product) {
        for (boolean a : EITHER) {
            for (boolean b : EITHER) {
                Product pairing = product.transposed(a, b);
                assertRight(pairing);
            }
        }
    }

    private void assertRight(Product product) {
        product.assertRight(product.by(blas), blas instanceof Bf16Blas ? ROUNDING : 0);
    }
}
