package io.kindling.driver.store;

import java.io.IOException;

/** A file does not hold the tensors that were looked for. The message says why, as the end of a sentence. */
public final class UnfitTensorsException extends IOException {
    private static final long serialVersionUID = 1;

    UnfitTensorsException(String what) {
        super(what);
    }
}
