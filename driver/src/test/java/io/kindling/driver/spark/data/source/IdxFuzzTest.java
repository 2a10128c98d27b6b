package io.kindling.driver.spark.data.source;

import io.kindling.driver.fuzz.Mutation;
import io.kindling.driver.fuzz.Reading;
import io.kindling.driver.fuzz.SpoiltFolder;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;

/** Spoilt idx files, gzipped or not, give their items or a message. */
class IdxFuzzTest {
    private static final byte[] PICTURES = idx(0x803, 6, 4, 5);
    private static final byte[] COLOURS = idx(0x804, 3, 3, 2, 2);
    private static final List<byte[]> SEEDS = List.of(PICTURES, COLOURS, gzipped(PICTURES), gzipped(COLOURS));
    private static SpoiltFolder folder;

    @BeforeContainer
    static void create() {
        folder = SpoiltFolder.create();
    }

    @AfterContainer
    static void remove() {
        folder.close();
    }

    @Property(tries = 1000, seed = "1", shrinking = ShrinkingMode.OFF)
    void aSpoiltFile(@ForAll long seed) throws IOException {
        read(seed);
    }

    @Property(tries = 100_000, shrinking = ShrinkingMode.OFF)
    @Tag("slow")
    void aSpoiltFileManyTimes(@ForAll long seed) throws IOException {
        read(seed);
    }

    private static void read(long seed) throws IOException {
        Path file = Files.write(folder.path().resolve("spoilt"), Mutation.of(SEEDS, seed));
        // Its own checksums are Hadoop's, which know nothing of what is written past it.
        SerializableConfiguration conf = new SerializableConfiguration(new Configuration(false));
        IdxFile idx = IdxFile.of(file.toString(), conf, 2, 4);
        Reading.givesAValueOrAMessage(() -> {
            IdxHeader header = idx.header();
            try (DataInputStream in = idx.openAt(header, 0)) {
                for (int i = 0; i < header.count(); i++) {
                    idx.read(in, header, i == header.count() - 1);
                }
            }
        });
    }

    private static byte[] idx(int magic, int... dimensions) {
        int length = 1;
        for (int dimension : dimensions) {
            length *= dimension;
        }
        ByteBuffer buffer =
                ByteBuffer.allocate(4 + 4 * dimensions.length + length).putInt(magic);
        for (int dimension : dimensions) {
            buffer.putInt(dimension);
        }
        for (int i = 0; i < length; i++) {
            buffer.put((byte) (i * 7));
        }
        return buffer.array();
    }

    private static byte[] gzipped(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
