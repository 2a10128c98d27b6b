package io.kindling.kernels.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import io.kindling.kernels.random.Draws;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.IntPointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The bundled OpenBLAS and the system's BLAS in one process, as when MLlib computes beside Kindling: processes of their
 * own, as libraries stay loaded. Without a system's BLAS (libblas.so.3) there is nothing to be beside.
 */
class TwoOpenBlasTest {
    /** Whose bridge loads the system's: opening libraries for all, or for itself. */
    enum Netlib {
        /** As in Spark 4.1 and, in this respect, 4.0. */
        OF_THE_CLASS_PATH,
        /** As in Spark 4.2. */
        CARRIED
    }

    @ParameterizedTest
    @EnumSource
    void inEitherOrderEachComputesAsIfItWereAlone(Netlib netlib)
            throws IOException, InterruptedException, URISyntaxException {
        List<String> theirsAlone = outputOf(netlib, "theirs");
        assumeTrue(!theirsAlone.contains("none"), "This machine has no libblas.so.3.");
        List<String> oursAlone = outputOf(netlib, "ours");
        assertThat(oursAlone).first().asString().matches("ours right, threads: 1, with the bits .*");
        assertThat(theirsAlone).first().asString().matches("theirs right, with the bits .*");
        assertThat(outputOf(netlib, "ours", "theirs", "ours", "theirs"))
                .containsExactly(
                        oursAlone.get(0), theirsAlone.get(0), oursAlone.get(0), theirsAlone.get(0), theirsAlone.get(1));
        assertThat(outputOf(netlib, "theirs", "ours", "theirs", "ours"))
                .containsExactly(
                        theirsAlone.get(0), oursAlone.get(0), theirsAlone.get(0), oursAlone.get(0), theirsAlone.get(1));
    }

    private static List<String> outputOf(Netlib netlib, String... who)
            throws IOException, InterruptedException, URISyntaxException {
        String classPath = System.getProperty("java.class.path");
        if (netlib == Netlib.CARRIED) {
            Path carried =
                    Path.of(Blas.class.getResource("/netlib/dev").toURI()).getParent();
            classPath = carried + File.pathSeparator + classPath;
        }
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("--add-modules=jdk.incubator.vector", "-Dorg.slf4j.simpleLogger.logFile=System.out"));
        command.addAll(List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null"));
        command.addAll(List.of("-cp", classPath, Products.class.getName()));
        command.addAll(List.of(who));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", Arrays.asList(who), output).isZero();
        return output.lines()
                .filter(line -> line.matches("(ours|theirs|the system's|none).*"))
                .toList();
    }

    /** Products by who is named, in this order; at last how many threads the system's OpenBLAS is told to use. */
    static final class Products {
        private static final int LENGTH = 1000;
        private static final int ROWS = 50;
        private static final int COLUMNS = 60;
        private static final int DEPTH = 70;

        private Products() {}

        public static void main(String[] arguments) throws BlasUnavailableException, IOException {
            for (String who : arguments) {
                if (who.equals("ours")) {
                    ours(NativeBlas.load(null));
                } else {
                    BLAS system;
                    try {
                        system = NativeBLAS.getInstance();
                    } catch (LinkageError | RuntimeException e) {
                        System.out.println("none");
                        return;
                    }
                    theirs(system);
                }
            }
            if (List.of(arguments).contains("theirs")) {
                System.out.println("the system's threads: " + threads(false));
            }
        }

        private static void ours(Blas blas) throws IOException {
            int bits = 0;
            for (int[] size :
                    new int[][] {{ROWS, COLUMNS, DEPTH}, {1, COLUMNS, DEPTH}, {ROWS, 1, DEPTH}, {9, 31, 300}}) {
                Product product = Product.of(size[0], size[1], size[2]);
                float[] c = product.by(blas);
                product.assertRight(c);
                bits = 31 * bits + Arrays.hashCode(c);
            }
            System.out.printf("ours right, threads: %s, with the bits %x%n", threads(true), bits);
        }

        private static void theirs(BLAS blas) {
            double[] x = numbers(1, LENGTH);
            double[] y = numbers(2, LENGTH);
            double dot = 0;
            for (int i = 0; i < LENGTH; i++) {
                dot += x[i] * y[i];
            }
            double computed = blas.ddot(LENGTH, x, 1, y, 1);
            double off = Math.abs(computed - dot);

            // By columns, as BLAS lays them.
            double[] a = numbers(3, ROWS * DEPTH);
            double[] b = numbers(4, DEPTH * COLUMNS);
            double[] c = new double[ROWS * COLUMNS];
            blas.dgemm("N", "N", ROWS, COLUMNS, DEPTH, 1, a, ROWS, b, DEPTH, 0, c, ROWS);
            double[] v = new double[ROWS];
            blas.dgemv("N", ROWS, DEPTH, 1, a, ROWS, b, 1, 0, v, 1);
            for (int j = 0; j < COLUMNS; j++) {
                for (int i = 0; i < ROWS; i++) {
                    double sum = 0;
                    for (int p = 0; p < DEPTH; p++) {
                        sum += a[i + p * ROWS] * b[p + j * DEPTH];
                    }
                    off = Math.max(off, Math.abs(c[i + j * ROWS] - sum));
                    off = j == 0 ? Math.max(off, Math.abs(v[i] - sum)) : off;
                }
            }
            double[] z = y.clone();
            blas.daxpy(LENGTH, 2, x, 1, z, 1);
            for (int i = 0; i < LENGTH; i++) {
                off = Math.max(off, Math.abs(z[i] - (y[i] + 2 * x[i])));
            }
            int bits = 31 * (31 * Double.hashCode(computed) + Arrays.hashCode(c)) + Arrays.hashCode(v);
            String how = off < 1e-10 ? "right" : "wrong by " + off;
            System.out.printf("theirs %s, with the bits %x%n", how, bits);
        }

        private static double[] numbers(long key, int count) {
            double[] numbers = new double[count];
            for (int i = 0; i < count; i++) {
                numbers[i] = 2 * Draws.uniform(key, i) - 1;
            }
            return numbers;
        }

        /** How many threads one of the two is told to use; "its own" if the system's is no OpenBLAS. */
        private static String threads(boolean ours) throws IOException {
            try (Stream<String> mappings = Files.lines(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1)) {
                Path library = mappings.filter(
                                line -> line.matches(".*/libopenblas[^/]*") && line.contains("-alone") == ours)
                        .map(line -> Path.of(line.substring(line.indexOf('/'))))
                        .findFirst()
                        .orElse(null);
                return library == null
                        ? "its own"
                        : ""
                                + new IntPointer(LoadedObject.of(library, "blas_cpu_number"::equals)
                                                .at("blas_cpu_number"))
                                        .get();
            }
        }
    }
}
