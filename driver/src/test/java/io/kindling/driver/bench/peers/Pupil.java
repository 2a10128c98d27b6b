package io.kindling.driver.bench.peers;

/** A network on its way, in one framework. */
interface Pupil extends AutoCloseable {
    /**
     * Goes on for so many steps; those who take several at a time may take a few more.
     *
     * @return what it was like
     */
    Lesson learn(int steps) throws Exception;

    /** The share of these rows that is told right. */
    double accuracy(Rows rows) throws Exception;

    @Override
    void close();
}
