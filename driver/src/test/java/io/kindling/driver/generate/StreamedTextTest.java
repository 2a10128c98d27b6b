package io.kindling.driver.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamedTextTest {
    @Test
    void aCharacterComesWithItsLastByte() {
        assertThat(pieces("aé€😀".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("a", "", "é", "", "", "€", "", "", "", "😀", "");
    }

    @Test
    void bytesThatAreNoUtf8AreReplaced() {
        assertThat(String.join("", pieces('a', 0xFF, 'b'))).isEqualTo("a\uFFFDb");
        assertThat(String.join("", pieces('a', 0xC3, 'b'))).isEqualTo("a\uFFFDb");
        assertThat(String.join("", pieces(0x80, 0x80, 0xF0, 0x9F, 'c'))).isEqualTo("\uFFFD\uFFFD\uFFFDc");
    }

    @Test
    void aCharacterThatIsCutOffIsReplacedAtTheEnd() {
        assertThat(pieces('a', 0xE2, 0x82)).containsExactly("a", "", "", "\uFFFD");
    }

    @Test
    void anyBytesGiveWhatJavaMakesOfThemAtOnce() {
        byte[] all = new byte[3 * 256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 89 + i / 256);
        }
        assertThat(String.join("", pieces(all))).isEqualTo(new String(all, StandardCharsets.UTF_8));
    }

    private static List<String> pieces(int... bytes) {
        byte[] narrow = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            narrow[i] = (byte) bytes[i];
        }
        return pieces(narrow);
    }

    private static List<String> pieces(byte[] bytes) {
        StreamedText text = new StreamedText();
        List<String> pieces = new ArrayList<>();
        for (byte next : bytes) {
            pieces.add(text.add(next));
        }
        pieces.add(text.end());
        return pieces;
    }
}
