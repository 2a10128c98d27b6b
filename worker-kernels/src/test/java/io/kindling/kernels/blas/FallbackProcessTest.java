package io.kindling.kernels.blas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A JVM of its own, because the choice is made once per JVM. */
class FallbackProcessTest {
    @Test
    void aLibraryThatIsMissingCostsOneLineOfLogAndNothingElse() throws IOException, InterruptedException {
        assertThat(outputOf("--add-modules=jdk.incubator.vector", "-Dkindling.blas.library=/no/such/libmkl.so"))
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("WARN", "Matrix products: vector", "Not native: ", "/no/such/libmkl.so"),
                        line -> assertThat(line).isEqualTo("vector 19.0"));
    }

    @Test
    void plainJavaServesWhereTheVectorModuleIsMissingToo() throws IOException, InterruptedException {
        assertThat(outputOf("-Dkindling.blas.library=/no/such/libmkl.so"))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains(
                                        "WARN",
                                        "Matrix products: java",
                                        "Not native: ",
                                        "--add-modules=jdk.incubator.vector"),
                        line -> assertThat(line).isEqualTo("java 19.0"));
    }

    @Test
    void whenAllIsWellOneLineTellsWhatIsUsed() throws IOException, InterruptedException {
        assertThat(outputOf("--add-modules=jdk.incubator.vector"))
                .satisfiesExactly(
                        line -> assertThat(line).contains("INFO", "Matrix products: native, OpenBLAS"),
                        line -> assertThat(line).isEqualTo("native 19.0"));
    }

    /** What the program below prints and logs when run with these options. */
    private static List<String> outputOf(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.logFile=System.out",
                "-cp",
                System.getProperty("java.class.path"),
                TwoProducts.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines()
                .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                .toList();
    }

    /** Chooses twice and multiplies [1, 2] by [3, 8]ᵀ. */
    static final class TwoProducts {
        private TwoProducts() {}

        public static void main(String[] arguments) {
            float[] c = {Float.NaN};
            Blas.best().gemm(false, true, 1, 1, 2, 1, new float[] {1, 2}, 0, 2, new float[] {3, 8}, 0, 2, 0, c, 0, 1);
            System.out.println(Blas.best().name() + " " + c[0]);
        }
    }
}
