package io.kindling.driver.checkpoint;

import java.io.IOException;

/** A checkpoint is not as it was written. The message says what is wrong with it. */
final class DamagedCheckpointException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedCheckpointException(String what) {
        super(what);
    }
}
