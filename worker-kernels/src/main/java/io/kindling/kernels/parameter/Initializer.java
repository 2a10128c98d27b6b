package io.kindling.kernels.parameter;

import io.kindling.kernels.tensor.Slice;
import java.io.Serializable;

/** How a parameter starts. A pure function of the key: the same key gives the same numbers anywhere. */
public interface Initializer extends Serializable {
    /**
     * Fills a parameter.
     *
     * @param parameter its shape and fans
     * @param key of the random draws
     * @param target <em>overwritten</em>; as long as the parameter's shape
     */
    void fill(Parameter parameter, long key, Slice target);
}
