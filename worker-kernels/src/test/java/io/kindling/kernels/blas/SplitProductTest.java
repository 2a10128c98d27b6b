package io.kindling.kernels.blas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ludovic.netlib.blas.BLAS;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SplitProductTest {
    @Test
    void piecesAreBoundedAndCoverTheProductOnce() {
        List<String> pieces = new ArrayList<>();
        BLAS counting = (BLAS) Proxy.newProxyInstance(
                BLAS.class.getClassLoader(), new Class<?>[] {BLAS.class}, (proxy, method, arguments) -> {
                    pieces.add(arguments[3] + "x" + arguments[2] + "x" + arguments[4]);
                    return null;
                });
        Product.of(600, 300, 1000).by(new SplitProduct(counting, 2L * 300 * 300 * 300));
        assertThat(pieces).hasSize(8).containsOnly("320x300x256", "280x300x256", "320x300x232", "280x300x232");
    }

    /** Pieces of at most 20³ products, so that many sizes are cut in one, two or three directions. */
    @Property(tries = 300)
    void productsCutIntoPiecesAreRight(
            @ForAll boolean transposeA,
            @ForAll boolean transposeB,
            @ForAll @IntRange(max = 90) int m,
            @ForAll @IntRange(max = 90) int n,
            @ForAll @IntRange(max = 700) int k,
            @ForAll @IntRange(max = 3) int gap,
            @ForAll boolean add)
            throws ReflectiveOperationException {
        SplitProduct split = new SplitProduct(Netlib.java(), 2 * 20 * 20 * 20);
        Product product = new Product(transposeA, transposeB, m, n, k, 1, add ? 1 : 0, gap, false);
        product.assertRight(product.by(split));
    }
}
