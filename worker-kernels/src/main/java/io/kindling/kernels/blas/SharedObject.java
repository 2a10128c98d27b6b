package io.kindling.kernels.blas;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The file of a shared object for Linux on a 64-bit little-endian processor, in the format ELF (System V Application
 * Binary Interface, chapters 4 and 5), as far as {@link BundledOpenBlas} asks for it.
 */
record SharedObject(Path file) {
    private static final int MAGIC = 0x464C457F; // DEL E L F
    private static final int CLASS_64_LITTLE_ENDIAN = 0x0102;
    private static final int HEADER_BYTES = 64;
    private static final int SECTION_BYTES = 64;
    private static final int DYNAMIC_BYTES = 16;
    private static final int SYMBOL_BYTES = 24;
    /** Kinds of sections. */
    private static final int DYNAMIC = 6;

    private static final int DYNAMIC_SYMBOLS = 11;
    /** Tags of dynamic entries. */
    private static final long NAME = 14;

    private static final long SYMBOLIC = 16;

    /**
     * Where a section lies in the file, in bytes.
     *
     * @param strings the index of the section with its strings
     */
    private record Section(int kind, long offset, long size, int strings) {}

    /**
     * Takes the object's name (DT_SONAME) away, so that another library that needs one of this name is given its own and
     * not this; and makes it prefer its own symbols (DT_SYMBOLIC) to those of the same name that others have made
     * global. It is one entry of the dynamic section that changes from the one into the other.
     *
     * @throws IOException if it is no shared object with a name, or cannot be read or written
     */
    void standAlone() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Section dynamic = section(channel, DYNAMIC);
            ByteBuffer entries = read(channel, dynamic.offset(), dynamic.size());
            for (int at = 0; at + DYNAMIC_BYTES <= entries.limit(); at += DYNAMIC_BYTES) {
                if (entries.getLong(at) == NAME) {
                    ByteBuffer entry =
                            littleEndian(DYNAMIC_BYTES).putLong(SYMBOLIC).putLong(0);
                    channel.write(entry.flip(), dynamic.offset() + at);
                    return;
                }
            }
        }
        throw new IOException(file + " has no name of its own (DT_SONAME) that could be taken away");
    }

    /**
     * The symbols that the object has for others, and where they lie, in bytes from where it is loaded.
     *
     * @throws IOException if it is no shared object, or cannot be read
     */
    Map<String, Long> symbols(Predicate<String> wanted) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            Section section = section(channel, DYNAMIC_SYMBOLS);
            ByteBuffer symbols = read(channel, section.offset(), section.size());
            Section names = section(channel, header(channel), section.strings());
            byte[] strings = read(channel, names.offset(), names.size()).array();
            Map<String, Long> found = new HashMap<>();
            for (int at = 0; at + SYMBOL_BYTES <= symbols.limit(); at += SYMBOL_BYTES) {
                int start = symbols.getInt(at);
                int end = start;
                while (strings[end] != 0) {
                    end++;
                }
                String name = new String(strings, start, end - start, ISO_8859_1);
                if (wanted.test(name)) {
                    found.put(name, symbols.getLong(at + 8));
                }
            }
            return found;
        }
    }

    private Section section(FileChannel channel, int kind) throws IOException {
        ByteBuffer header = header(channel);
        int count = Short.toUnsignedInt(header.getShort(60));
        for (int i = 0; i < count; i++) {
            Section section = section(channel, header, i);
            if (section.kind() == kind) {
                return section;
            }
        }
        throw new IOException(file + " has no section of kind " + kind);
    }

    private Section section(FileChannel channel, ByteBuffer header, int index) throws IOException {
        ByteBuffer section = read(channel, header.getLong(40) + (long) index * SECTION_BYTES, SECTION_BYTES);
        return new Section(section.getInt(4), section.getLong(24), section.getLong(32), section.getInt(40));
    }

    private ByteBuffer header(FileChannel channel) throws IOException {
        ByteBuffer header = read(channel, 0, HEADER_BYTES);
        if (header.getInt(0) != MAGIC || header.getShort(4) != CLASS_64_LITTLE_ENDIAN) {
            throw new IOException(file + " is no ELF file of 64 bits, little-endian");
        }
        return header;
    }

    private ByteBuffer read(FileChannel channel, long offset, long size) throws IOException {
        if (offset < 0 || size < 0 || size > channel.size() - offset) {
            throw new EOFException(file + " ends before the " + size + " bytes that it says to have at " + offset);
        }
        ByteBuffer bytes = littleEndian(Math.toIntExact(size));
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException(file + " became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
