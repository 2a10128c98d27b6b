package io.kindling.kernels.blas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {
    @TempDir
    private Path folder;

    @Test
    void bfloat16ProductsAreAmongTheFlagsOrAreNotThere() throws IOException {
        assertThat(multipliesBfloat16(
                        "model name\t: Some\nflags\t\t: fpu avx512f avx512_bf16 avx512_vnni\nbugs\t: none\n"))
                .isTrue();
        assertThat(multipliesBfloat16("flags\t\t: fpu avx512f amx_bf16 amx_tile\n"))
                .isTrue();
        assertThat(multipliesBfloat16("flags\t\t: fpu avx512f avx512_vnni\nbugs\t: avx512_bf16\n"))
                .isFalse();
    }

    @Test
    void whereNothingIsToldTheLibraryDecides() throws IOException {
        assertThat(multipliesBfloat16("CPU part\t: 0xd40\n")).isTrue();
        assertThat(Processor.multipliesBfloat16(folder.resolve("none"))).isTrue();
    }

    @Test
    void theModelIsThatOfThisMachine() {
        assertThat(Processor.model()).isNotBlank();
    }

    private boolean multipliesBfloat16(String told) throws IOException {
        return Processor.multipliesBfloat16(Files.writeString(folder.resolve("cpuinfo"), told));
    }
}
