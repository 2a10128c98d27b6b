package io.kindling.driver.bench.peers;

import io.kindling.driver.bench.Network;
import java.io.IOException;

/** What everyone is measured at: a network, its batches and its rows. */
enum Exam {
    SMALL_256(256),
    SMALL_2048(2048),
    /** A million parameters. */
    MILLION_2048(2048),
    WIDE_2048(2048),
    LENET(256),
    TRANSFORMER(32),
    /** The one for the time to an accuracy: all of MNIST. */
    ACCURACY(128);

    private static final int DIGITS = 16_384;
    private static final int ALL = 60_000;
    private static final int TEXTS = 4096;

    private final int batch;

    Exam(int batch) {
        this.batch = batch;
    }

    /** A new one each time, always the same. */
    Network network() {
        return switch (this) {
            case SMALL_256, SMALL_2048 -> Network.dense(784, 512, 256, 10);
            case MILLION_2048 -> Network.dense(784, 1024, 256, 10);
            case WIDE_2048 -> Network.dense(784, 2048, 2048, 10);
            case LENET -> Network.lenet();
            case TRANSFORMER -> Network.transformer();
            case ACCURACY -> Network.dense(784, 256, 128, 10);
        };
    }

    int batch() {
        return batch;
    }

    /** Rows to learn from. */
    Rows rows() throws IOException {
        if (this == TRANSFORMER) {
            return Rows.novel(TEXTS);
        }
        return Rows.digits("train", this == ACCURACY ? ALL : DIGITS);
    }

    /** Whether the network is one of dense layers alone. */
    boolean dense() {
        return this != LENET && this != TRANSFORMER;
    }

    /** Steps, some seconds of work, after which losses are held against each other. */
    int learningSteps() {
        return (int) Math.max(16, Math.min(400, 1e12 / (network().flopsPerRow() * batch)) / 8 * 8);
    }

    @Override
    public String toString() {
        return network() + ", batch " + batch;
    }
}
