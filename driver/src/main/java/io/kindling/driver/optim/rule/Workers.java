package io.kindling.driver.optim.rule;

import java.util.function.IntConsumer;

/** Who runs a loop over blocks. Blocks do not depend on each other, so the result does not depend on who runs them. */
@FunctionalInterface
public interface Workers {
    /** Runs the body for 0 to before {@code count}, in any order; returns when all are done. */
    void forEach(int count, IntConsumer body);

    /** The calling thread alone. */
    static Workers single() {
        return (count, body) -> {
            for (int i = 0; i < count; i++) {
                body.accept(i);
            }
        };
    }
}
