package io.kindling.kernels.vector;

import java.util.stream.Stream;

/** Both implementations of the loops, for the tests of what computes with them. */
public final class Twins {
    private Twins() {}

    public static Stream<Elementwise> all() {
        return Stream.of(new PlainElementwise(), new VectorElementwise());
    }
}
