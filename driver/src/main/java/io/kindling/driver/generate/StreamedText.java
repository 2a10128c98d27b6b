package io.kindling.driver.generate;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes of UTF-8 that come one at a time, as text; what is no UTF-8 becomes U+FFFD. Not thread-safe. */
final class StreamedText {
    private static final int LONGEST_CHARACTER = 4;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer bytes = ByteBuffer.allocate(2 * LONGEST_CHARACTER);
    private final CharBuffer characters = CharBuffer.allocate(4 * LONGEST_CHARACTER);

    /** What this byte completes: mostly a character, nothing within one. */
    String add(byte next) {
        bytes.put(next);
        return decode(false);
    }

    /** What is left when no more bytes come. */
    String end() {
        String rest = decode(true);
        decoder.reset();
        return rest;
    }

    private String decode(boolean end) {
        bytes.flip();
        decoder.decode(bytes, characters, end);
        bytes.compact();
        characters.flip();
        String text = characters.toString();
        characters.clear();
        return text;
    }
}
