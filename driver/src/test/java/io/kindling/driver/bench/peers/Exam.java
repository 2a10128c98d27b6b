package io.kindling.driver.bench.peers;

import io.kindling.driver.bench.Network;
import java.io.IOException;

/** What everyone is measured at: a network, its batches and its rows. */
enum Exam {
    SMALL_256(Network.dense(784, 512, 256, 10), 256),
    SMALL_2048(Network.dense(784, 512, 256, 10), 2048),
    WIDE_2048(Network.dense(784, 2048, 2048, 10), 2048),
    LENET(Network.lenet(), 256),
    TRANSFORMER(Network.transformer(), 32),
    /** The one for the time to an accuracy: all of MNIST. */
    ACCURACY(Network.dense(784, 256, 128, 10), 128);

    private static final int DIGITS = 16_384;
    private static final int ALL = 60_000;
    private static final int TEXTS = 4096;

    private final Network network;
    private final int batch;

    Exam(Network network, int batch) {
        this.network = network;
        this.batch = batch;
    }

    Network network() {
        return network;
    }

    int batch() {
        return batch;
    }

    /** Rows to learn from. */
    Rows rows() throws IOException {
        if (network.ids() > 0) {
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
        return (int) Math.max(16, Math.min(400, 1e12 / (network.flopsPerRow() * batch)) / 8 * 8);
    }

    @Override
    public String toString() {
        return network + ", batch " + batch;
    }
}
