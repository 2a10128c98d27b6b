package io.kindling.kernels.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;
import java.util.Arrays;
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
    void whatIsKeptIsRoundedOnceForBothWays() {
        int rows = 3;
        int in = 40;
        int out = 9;
        float[] weight = Numeric.random(2 + out * in, 1);
        float[] x = Numeric.random(rows * in, 2);
        float[] dy = Numeric.random(rows * out, 3);
        Blas one = blas().forOneThread();
        one.keep(weight);
        float[] y = new float[rows * out];
        float[] dx = new float[rows * in];
        forth(one, rows, in, out, x, weight, y);
        back(one, rows, in, out, dy, weight, dx);
        float[] exactY = new float[rows * out];
        float[] exactDx = new float[rows * in];
        forth(blas(), rows, in, out, x, weight, exactY);
        back(blas(), rows, in, out, dy, weight, exactDx);
        assertThat(y).isEqualTo(exactY);
        assertThat(dx).isEqualTo(exactDx);

        Arrays.fill(weight, 0);
        back(one, rows, in, out, dy, weight, dx);
        assertThat(dx).as("kept").isEqualTo(exactDx);
        one.keep(weight);
        back(one, rows, in, out, dy, weight, dx);
        assertThat(dx).as("told that it has changed").containsOnly(0);
        Arrays.fill(weight, 1);
        one.keep(null);
        back(one, rows, in, out, dy, weight, dx);
        assertThat(dx).as("not kept").doesNotContain(0);
    }

    private static void forth(Blas blas, int rows, int in, int out, float[] x, float[] weight, float[] y) {
        blas.gemm(false, true, rows, out, in, 1, x, 0, in, weight, 2, in, 0, y, 0, out);
    }

    private static void back(Blas blas, int rows, int in, int out, float[] dy, float[] weight, float[] dx) {
        blas.gemm(false, false, rows, in, out, 1, dy, 0, out, weight, 2, in, 0, dx, 0, in);
    }

    @Test
    void eachPassSeesTheWeightsAsTheyAreThen() {
        Kernels kernels = new Kernels(blas(), Elementwise.best(), Optional.empty());
        float[] weights = Numeric.random(new Dense(20).parameterCount(Shape.of(30)), 1);
        Pass pass = new Pass(kernels);
        for (int step = 0; step < 3; step++) {
            assertThat(output(pass, weights)).isEqualTo(output(new Pass(kernels), weights));
            weights[step] += 1;
        }
    }

    private static float[] output(Pass pass, float[] weights) {
        int rows = 5;
        Matrix x = Matrix.of(Numeric.random(rows * 30, 2), rows, Shape.of(30));
        Matrix y = Matrix.zeros(rows, Shape.of(20));
        pass.begin(true, 1, new long[rows]).bind(weights, weights.length, null, null);
        new Dense(20).forward(pass, Slice.of(weights), x, y);
        return y.array();
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
