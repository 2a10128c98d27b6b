package io.kindling.kernels.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the libraries in the jar, that of the other processor included. */
class SharedObjectTest {
    private static final long NAME = 14;
    private static final long SYMBOLIC = 16;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"linux-x86_64", "linux-arm64"})
    void toStandAloneNothingChangesButTheEntryOfTheName(String platform) throws IOException {
        Path file = unpacked(platform);
        byte[] before = Files.readAllBytes(file);
        new SharedObject(file).standAlone();
        byte[] after = Files.readAllBytes(file);
        int at = Arrays.mismatch(before, after);
        int tail = at + 16;
        assertThat(Arrays.equals(before, tail, before.length, after, tail, after.length))
                .isTrue();
        ByteBuffer entry = ByteBuffer.wrap(before).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(entry.getLong(at)).isEqualTo(NAME);
        assertThat(stringAt(before, Math.toIntExact(entry.getLong(at + 8)))).isEqualTo("libopenblas.so.0");
        assertThat(ByteBuffer.wrap(after).order(ByteOrder.LITTLE_ENDIAN).getLong(at))
                .isEqualTo(SYMBOLIC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-x86_64", "linux-arm64"})
    void symbolsAreFoundByName(String platform) throws IOException {
        SharedObject library = new SharedObject(unpacked(platform));
        assertThat(library.symbols(name -> name.equals("blas_cpu_number") || name.equals("no_such")))
                .containsOnlyKeys("blas_cpu_number")
                .allSatisfy((name, offset) -> assertThat(offset).isBetween(1L, 64L << 20));
        // Only on x86 does OpenBLAS choose between kernels.
        assertThat(library.symbols("gotoblas"::equals)).hasSize(platform.equals("linux-x86_64") ? 1 : 0);
    }

    @Test
    void aFileWithoutANameOrOfAnotherFormatIsTold() throws IOException {
        Path file = unpacked("linux-x86_64");
        new SharedObject(file).standAlone();
        assertThatThrownBy(() -> new SharedObject(file).standAlone())
                .isInstanceOf(IOException.class)
                .hasMessage(file + " has no name of its own (DT_SONAME) that could be taken away");
        Path text = Files.writeString(folder.resolve("text.so"), "no library".repeat(10));
        assertThatThrownBy(() -> new SharedObject(text).standAlone())
                .isInstanceOf(IOException.class)
                .hasMessage(text + " is no ELF file of 64 bits, little-endian");
        Path half = Files.write(folder.resolve("half.so"), Arrays.copyOf(Files.readAllBytes(file), 1 << 20));
        assertThatThrownBy(() -> new SharedObject(half).symbols(name -> true))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(half + " ends before the 64 bytes that it says to have at ");
    }

    private Path unpacked(String platform) throws IOException {
        Path file = folder.resolve(platform + ".so");
        try (InputStream in =
                getClass().getResourceAsStream("/org/bytedeco/openblas/" + platform + "/libopenblas.so.0")) {
            Files.copy(in, file);
        }
        return file;
    }

    /** A string of the one table of strings that these libraries have for the dynamic linker. */
    private static String stringAt(byte[] library, int offset) {
        ByteBuffer bytes = ByteBuffer.wrap(library).order(ByteOrder.LITTLE_ENDIAN);
        long sections = bytes.getLong(40);
        for (int i = 0; ; i++) {
            int section = Math.toIntExact(sections + 64L * i);
            if (bytes.getInt(section + 4) == 3) { // the first table of strings
                int start = Math.toIntExact(bytes.getLong(section + 24) + offset);
                int end = start;
                while (library[end] != 0) {
                    end++;
                }
                return new String(library, start, end - start, StandardCharsets.ISO_8859_1);
            }
        }
    }
}
