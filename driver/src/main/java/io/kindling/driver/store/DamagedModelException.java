package io.kindling.driver.store;

import io.kindling.driver.UserException;
import io.kindling.driver.files.Location;

/** A model directory is not as it was written. */
public final class DamagedModelException extends UserException {
    private static final long serialVersionUID = 1;

    DamagedModelException(Location file, String what) {
        super(file + " is damaged: " + what + ". Train again, or copy the model from where it is whole.");
    }
}
