package io.kindling.kernels.blas;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;

/**
 * A {@link SharedObject} in this process's memory. Its variables are found by where it lies and not by asking the dynamic
 * linker for their names, which may know several of a name and gives one that is global.
 *
 * @param start the address at which it is loaded
 * @param symbols by name, in bytes from there
 */
record LoadedObject(long start, Map<String, Long> symbols) {
    private static final Path MAPPINGS = Path.of("/proc/self/maps");
    /** What Linux adds to the path of a file that was replaced after it was loaded. */
    private static final String REPLACED = " (deleted)";

    /**
     * @param wanted of which symbols to know
     * @throws IOException if the file is not loaded, or not readable
     */
    static LoadedObject of(Path file, Predicate<String> wanted) throws IOException {
        long start = start(file).orElseThrow(() -> new IOException(file + " is not among this process's mappings"));
        return new LoadedObject(start, new SharedObject(file).symbols(wanted));
    }

    /** Where a shared object is loaded in this process; empty if it is not. */
    static OptionalLong start(Path file) throws IOException {
        // Read as bytes: paths of others may be in any encoding.
        String path = new String(file.toRealPath().toString().getBytes(UTF_8), ISO_8859_1);
        try (Stream<String> lines = Files.lines(MAPPINGS, ISO_8859_1)) {
            return lines.map(line -> line.split(" +", 6)) // addresses, rights, offset, device, inode, path
                    .filter(fields -> fields.length == 6 && Long.parseLong(fields[2], 16) == 0)
                    .filter(fields -> fields[5].equals(path) || fields[5].equals(path + REPLACED))
                    .mapToLong(fields -> Long.parseUnsignedLong(fields[0].substring(0, fields[0].indexOf('-')), 16))
                    .findFirst();
        }
    }

    /**
     * The address of a variable.
     *
     * @throws IllegalArgumentException if it has none of this name, or none such was wanted
     */
    Pointer at(String name) {
        Long offset = symbols.get(name);
        if (offset == null) {
            throw new IllegalArgumentException("no symbol " + name + " in the bundled OpenBLAS");
        }
        return new Address(start + offset);
    }
}
