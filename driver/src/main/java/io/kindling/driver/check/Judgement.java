package io.kindling.driver.check;

import java.util.Locale;

/** What the answer to a question means for the run. */
public enum Judgement {
    /** As it should be. */
    OK,
    /** Training can go on; somebody should look at it. */
    WARNING,
    /** Training would be in vain. */
    FAILED,
    /** Not asked, as the question does not apply here. */
    SKIPPED;

    /** As lines and JSON have it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
