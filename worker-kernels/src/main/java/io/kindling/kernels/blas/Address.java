package io.kindling.kernels.blas;

import org.bytedeco.javacpp.Pointer;

/** A pointer to memory that is somebody else's. */
final class Address extends Pointer {
    Address(long address) {
        this.address = address;
    }
}
