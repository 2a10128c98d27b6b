package io.kindling.driver.check;

/** Something to be known of a run before it begins. */
interface Question {
    /** What is asked, in a word or two. */
    String name();

    /** Asks it. Weights that are changed are copies; the rows stay as they are. */
    Finding ask(Subject subject);

    /** Whether such an answer leaves nothing for the questions behind it. */
    default boolean endsAll(Finding finding) {
        return false;
    }
}
