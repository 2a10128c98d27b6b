package io.kindling.driver.spark.audit;

import io.kindling.driver.Home;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The labels of MNIST's training pictures with a fault planted in them. */
final class IdxLabels {
    private static final int HEADER = 8;

    private IdxLabels() {}

    /** A file whose i-th label is the {@code origin.applyAsInt(i)}-th of the right ones, modulo their count. */
    static String from(Path folder, IntUnaryOperator origin) {
        return planted(
                folder, (labels, i) -> labels[HEADER + Math.floorMod(origin.applyAsInt(i), labels.length - HEADER)]);
    }

    /** A file with a wrong label in each so manieth place. */
    static String wrong(Path folder, int every) {
        return planted(
                folder,
                (labels, i) ->
                        i % every == 3 ? (byte) ((labels[HEADER + i] + 1 + i / every % 9) % 10) : labels[HEADER + i]);
    }

    private interface Plant {
        byte label(byte[] file, int place);
    }

    private static String planted(Path folder, Plant plant) {
        Path right = Home.path("examples/data/mnist/train-labels-idx1-ubyte.gz");
        Path file = folder.resolve("labels.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(right));
                OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            byte[] labels = in.readAllBytes();
            byte[] planted = labels.clone();
            for (int i = 0; i < labels.length - HEADER; i++) {
                planted[HEADER + i] = plant.label(labels, i);
            }
            out.write(planted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString();
    }
}
