package io.kindling.kernels.blas;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SplitProductTest {
    /** Pieces of at most 20³: every size above is cut, in one, two or three directions. */
    @Property(tries = 300)
    void productsCutIntoPiecesAreRight(
            @ForAll boolean transposeA,
            @ForAll boolean transposeB,
            @ForAll @IntRange(max = 90) int m,
            @ForAll @IntRange(max = 90) int n,
            @ForAll @IntRange(max = 90) int k,
            @ForAll @IntRange(max = 3) int gap,
            @ForAll boolean add)
            throws ReflectiveOperationException {
        SplitProduct split = new SplitProduct(Netlib.java(), 2 * 20 * 20 * 20);
        Product product = new Product(transposeA, transposeB, m, n, k, 1, add ? 1 : 0, gap);
        product.assertRight(product.by(split));
    }
}
