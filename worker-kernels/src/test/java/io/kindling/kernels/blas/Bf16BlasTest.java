package io.kindling.kernels.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kindling.kernels.vector.Elementwise;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Skipped where oneDNN or the processor has no bfloat16 products. */
class Bf16BlasTest {
    private static final Optional<Blas> EVERY_PRODUCT = load();

    /** One that computes the smallest products in bfloat16, too; empty where none works. */
    static Optional<Blas> everyProduct() {
        return EVERY_PRODUCT;
    }

    private static Optional<Blas> load() {
        try {
            return Optional.of(Bf16Blas.loadForAll(Blas.best(), Elementwise.best()));
        } catch (BlasUnavailableException e) {
            return Optional.empty();
        }
    }

    @Test
    void productsOfBfloat16NumbersAreAsExactAsThoseOfFloat32() {
        Blas blas = blas();
        for (Product sizes : List.of(
                Product.of(1, 1, 1),
                Product.of(7, 65, 31).apart(3),
                Product.of(256, 512, 784),
                Product.of(700, 2048, 300).apart(1).scaled(0.5f, 1),
                Product.of(1300, 700, 1500))) {
            for (boolean a : new boolean[] {false, true}) {
                for (boolean b : new boolean[] {false, true}) {
                    Product product = sizes.transposed(a, b).ofBfloat16();
                    product.assertRight(product.by(blas));
                }
            }
        }
    }

    @Test
    void otherFactorsAreRounded() {
        float[] c = {0};
        float between = 1 + 0x1p-8f + 0x1p-12f;
        blas().gemm(false, false, 1, 1, 1, 1, new float[] {between}, 0, 1, new float[] {3}, 0, 1, 0, c, 0, 1);
        assertThat(c[0]).isEqualTo(3 * (1 + 0x1p-7f));
    }

    @Test
    void whatIsNoNumberStaysNone() {
        float[] c = {0, 0};
        float[] a = {Float.NaN, Float.NEGATIVE_INFINITY};
        blas().gemm(false, false, 2, 1, 1, 1, a, 0, 1, new float[] {3}, 0, 1, 0, c, 0, 1);
        assertThat(c[0]).isNaN();
        assertThat(c[1]).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void smallAndThinProductsStayInFloat32() throws BlasUnavailableException {
        blas();
        Blas usual = Bf16Blas.load(Blas.best(), Elementwise.best());
        for (Product small : List.of(
                Product.of(64, 64, 64), Product.of(4096, 7, 4096), Product.of(8, 4096, 8), Product.of(7, 4096, 512))) {
            assertThat(small.by(usual)).isEqualTo(small.by(Blas.best()));
        }
        Product large = Product.of(128, 128, 64);
        assertThat(large.by(usual)).isNotEqualTo(large.by(Blas.best()));
    }

    @Test
    void saysWhatItIs() {
        assertThat(blas().name()).isEqualTo("bf16");
        assertThat(blas().description()).startsWith("bf16, oneDNN 3.").contains("1 thread; small ones native, ");
        assertThat(blas().fingerprint())
                .startsWith("bf16 oneDNN 3.")
                .endsWith(Blas.best().fingerprint());
        assertThat(blas().repeatable()).isTrue();
    }

    private static Blas blas() {
        assumeTrue(EVERY_PRODUCT.isPresent(), "bfloat16 products do not work here");
        return EVERY_PRODUCT.orElseThrow();
    }
}
