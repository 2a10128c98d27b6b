package io.kindling.kernels.blas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Linux tells of the processor. */
final class Processor {
    private static final Path TOLD = Path.of("/proc/cpuinfo");
    private static final List<String> BFLOAT16 = List.of("amx_bf16", "avx512_bf16");

    private Processor() {}

    /** Its model, by which libraries choose their kernels; where nothing is told, its kind. */
    static String model() {
        return first(TOLD, "model name", "CPU part").orElse(System.getProperty("os.arch"));
    }

    /** Whether it multiplies bfloat16 numbers by AMX or AVX-512; true as well where nothing is told. */
    static boolean multipliesBfloat16() {
        return multipliesBfloat16(TOLD);
    }

    static boolean multipliesBfloat16(Path told) {
        return first(told, "flags")
                .map(flags -> List.of(flags.split(" ")).stream().anyMatch(BFLOAT16::contains))
                .orElse(true);
    }

    /** What stands behind the colon in the first line that begins so. */
    private static Optional<String> first(Path told, String... beginnings) {
        try (Stream<String> lines = Files.lines(told)) {
            return lines.filter(line -> Stream.of(beginnings).anyMatch(line::startsWith))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).trim());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
