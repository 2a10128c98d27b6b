package io.kindling.kernels.metric;

import java.io.Serializable;

/** From a scaled target, as the network learns it, back to the user's units. */
@FunctionalInterface
public interface Unscaling extends Serializable {
    /** The number in the user's units. */
    double unscale(float scaled, int column);
}
