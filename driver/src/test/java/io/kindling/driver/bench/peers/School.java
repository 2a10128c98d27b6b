package io.kindling.driver.bench.peers;

/** One of those that are compared, alone in its process. */
interface School {
    /** A network at its start, the same everywhere where that can be. */
    Pupil pupil(Exam exam, long seed) throws Exception;

    /** Versions, libraries and threads: loads them. */
    String about() throws Exception;
}
