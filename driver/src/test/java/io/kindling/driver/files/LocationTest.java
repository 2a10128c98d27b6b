package io.kindling.driver.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {
    private static final Map<String, String> FAULTY =
            Map.of("spark.hadoop.fs.faulty.impl", FaultyFileSystem.class.getName());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "file:", "faulty:"})
    void aFileIsReplacedWholeAndNothingIsLeftBeside(String scheme) throws IOException {
        Location directory = Location.of(scheme + folder + "/a b: 1%20", FAULTY);
        Location file = directory.resolve("some file");
        assertThat(file.exists()).isFalse();
        assertThatThrownBy(file::bytes).isInstanceOf(FileNotFoundException.class);
        file.write("one");
        file.write("two");
        assertThat(file.bytes()).asString().isEqualTo("two");
        assertThat(directory.names()).containsExactly("some file");
        assertThat(folder.resolve("a b: 1%20/some file")).hasContent("two");
        assertThat(file.sibling("other").toString()).isEqualTo(directory + "/other");
        file.sibling("other").write("x");
        assertThat(directory.names()).containsExactly("other", "some file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "faulty:"})
    void aDirectoryTakesThePlaceOfAnother(String scheme) throws IOException {
        Location old = Location.of(scheme + folder + "/model", FAULTY);
        old.resolve("left").write("x");
        Location aside = old.sibling("model.tmp");
        aside.resolve("new").write("y");
        aside.moveTo(old);
        assertThat(old.names()).containsExactly("new");
        assertThat(aside.exists()).isFalse();
        old.deleteIfEmpty();
        assertThat(old.isDirectory()).isTrue();
        old.delete();
        old.delete();
        assertThat(old.exists()).isFalse();
        assertThat(old.names()).isEmpty();
    }

    @Test
    void whatWasFlushedIsSeen() throws IOException {
        Location file = Location.of(folder.resolve("lines"));
        try (OutputStream out = file.create()) {
            out.write('a');
            out.flush();
            assertThat(Files.readString(folder.resolve("lines"))).isEqualTo("a");
        }
    }

    /** Linux has a file that is always full. */
    @Test
    void aFullDiskIsAnException() {
        Location file = Location.of(Path.of("/dev/full"));
        assertThatThrownBy(() -> {
                    try (OutputStream out = file.create()) {
                        out.write(new byte[100_000]);
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void aFileSystemThatNobodyKnowsIsNamed() {
        assertThatThrownBy(() -> Location.of("nowhere://host/path"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("nowhere://host/path cannot be used (No FileSystem for scheme \"nowhere\")");
    }
}
