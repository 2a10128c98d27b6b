package io.kindling.kernels.blas;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.kernels.random.Draws;
import io.kindling.kernels.vector.Bfloat16;
import java.util.Arrays;

/**
 * A product with random operands, which lie in wider arrays than they need: what surrounds them must stay as it is.
 *
 * @param gap by how much each stride exceeds its matrix's width, and each offset 0
 * @param rounded whether the operands are bfloat16 numbers
 */
record Product(
        boolean transposeA,
        boolean transposeB,
        int m,
        int n,
        int k,
        float alpha,
        float beta,
        int gap,
        boolean rounded) {
    private static final float AROUND = 77;

    static Product of(int m, int n, int k) {
        return new Product(false, false, m, n, k, 1, 0, 0, false);
    }

    Product transposed(boolean a, boolean b) {
        return new Product(a, b, m, n, k, alpha, beta, gap, rounded);
    }

    Product scaled(float newAlpha, float newBeta) {
        return new Product(transposeA, transposeB, m, n, k, newAlpha, newBeta, gap, rounded);
    }

    Product apart(int newGap) {
        return new Product(transposeA, transposeB, m, n, k, alpha, beta, newGap, rounded);
    }

    Product ofBfloat16() {
        return new Product(transposeA, transposeB, m, n, k, alpha, beta, gap, true);
    }

    /** C's array after the product. */
    float[] by(Blas blas) {
        float[] c = before();
        blas.gemm(
                transposeA,
                transposeB,
                m,
                n,
                k,
                alpha,
                a(),
                gap,
                aStride(),
                b(),
                gap,
                bStride(),
                beta,
                c,
                gap,
                cStride());
        return c;
    }

    float[] by(SplitProduct product) {
        float[] c = before();
        product.gemm(
                transposeA,
                transposeB,
                m,
                n,
                k,
                alpha,
                a(),
                gap,
                aStride(),
                b(),
                gap,
                bStride(),
                beta,
                c,
                gap,
                cStride());
        return c;
    }

    /** C's numbers, row after row, without what surrounds them. */
    float[] inside(float[] c) {
        float[] inside = new float[m * n];
        for (int i = 0; i < m; i++) {
            System.arraycopy(c, gap + i * cStride(), inside, i * n, n);
        }
        return inside;
    }

    /** Compares C's array after the product with a triple loop in double precision. */
    void assertRight(float[] c) {
        assertRight(c, 0);
    }

    /**
     * The same where the product may have rounded its operands.
     *
     * @param rounding how much of an operand rounding may take away or add
     */
    void assertRight(float[] c, float rounding) {
        float[] before = before();
        float[] a = a();
        float[] b = b();
        double[] row = new double[n];
        float[] expected = before.clone();
        for (int i = 0; i < m; i++) {
            Arrays.fill(row, 0);
            for (int p = 0; p < k; p++) {
                double left = a[gap + (transposeA ? p * aStride() + i : i * aStride() + p)];
                for (int j = 0; j < n; j++) {
                    row[j] += left * b[gap + (transposeB ? j * bStride() + p : p * bStride() + j)];
                }
            }
            for (int j = 0; j < n; j++) {
                int at = gap + i * cStride() + j;
                expected[at] = (float) (alpha * row[j] + (beta == 0 ? 0 : beta * before[at]));
            }
        }
        // Operands are in [-1, 1): a sum of k products has a typical size of sqrt(k) / 3.
        // That of the largest of the errors of many is some times as large.
        float tolerance = (1e-5f + 3 * rounding) * Math.max(1, (float) Math.sqrt(k)) * Math.max(1, Math.abs(alpha));
        for (int i = 0; i < c.length; i++) {
            if (!(Math.abs(c[i] - expected[i]) <= tolerance)) {
                assertThat(c[i]).as("number %d of C in %s", i, this).isEqualTo(expected[i]);
            }
        }
    }

    private float[] a() {
        return operand(1, transposeA ? k : m, aStride());
    }

    private float[] b() {
        return operand(2, transposeB ? n : k, bStride());
    }

    /** C's array before the product: NaN where it is to be overwritten. */
    private float[] before() {
        float[] c = new float[2 * gap + m * cStride()];
        Arrays.fill(c, AROUND);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                c[gap + i * cStride() + j] = beta == 0 ? Float.NaN : draw(3, i * n + j);
            }
        }
        return c;
    }

    /** Random numbers within the rows, NaN around them: who reads those gets it wrong. */
    private float[] operand(long key, int rows, int stride) {
        float[] x = new float[2 * gap + rows * stride];
        Arrays.fill(x, Float.NaN);
        int width = stride - gap;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < width; j++) {
                float number = draw(key, i * width + j);
                x[gap + i * stride + j] = rounded ? Bfloat16.number(Bfloat16.bits(number)) : number;
            }
        }
        return x;
    }

    private static float draw(long key, int counter) {
        return (float) (2 * Draws.uniform(key, counter) - 1);
    }

    private int aStride() {
        return (transposeA ? m : k) + gap;
    }

    private int bStride() {
        return (transposeB ? k : n) + gap;
    }

    private int cStride() {
        return n + gap;
    }
}
