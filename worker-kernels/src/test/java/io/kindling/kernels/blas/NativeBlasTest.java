package io.kindling.kernels.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ludovic.netlib.blas.JavaBLAS;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeBlasTest {
    @Test
    void theBundledLibraryNamesItsVersionKernelAndThreads() throws BlasUnavailableException {
        Blas blas = NativeBlas.load(null);
        assertThat(blas.description())
                .matches("native, OpenBLAS [0-9.]+, (kernel [A-Z0-9]+|the one kernel for .*), 1 thread");
        assertThat(blas.fingerprint()).matches("native OpenBLAS .*, 1 thread");
    }

    @Test
    void worksAlthoughSomebodyElseHasTiedNetlibToWhatTheSystemHas() throws BlasUnavailableException {
        JavaBLAS.getInstance();
        Product product = Product.of(9, 31, 65);
        product.assertRight(product.by(NativeBlas.load(null)));
        assertThat(System.getProperty("dev.ludovic.netlib.blas.nativeLibPath")).isNull();
    }

    @Test
    void worksInAnotherClassLoaderOfTheProcessToo()
            throws BlasUnavailableException, ReflectiveOperationException, IOException {
        Blas blas = NativeBlas.load(null);
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            classPath.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader other =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Method best = other.loadClass(Blas.class.getName()).getMethod("best");
            Object again = best.invoke(null);
            assertThat(again).isNotInstanceOf(Blas.class);
            Method description = other.loadClass(Blas.class.getName()).getMethod("description");
            assertThat(description.invoke(again)).isEqualTo(blas.description());
        }
        Product product = Product.of(9, 31, 65);
        product.assertRight(product.by(blas));
    }

    @Test
    void anotherLibraryCanBeNamed(@TempDir Path folder) throws BlasUnavailableException, IOException {
        Path other = Files.copy(BundledOpenBlas.load().file(), folder.resolve("libanother.so"));
        Blas blas = NativeBlas.load(other.toString());
        Product product = Product.of(9, 31, 65);
        product.assertRight(product.by(blas));
        assertThat(blas.description()).startsWith("native, " + other);
        assertThat(blas.fingerprint()).startsWith("native libanother.so of " + Files.size(other) + " bytes on ");
    }

    @Test
    void theThreadsOfAnotherLibraryAreWhatTheEnvironmentSays(@TempDir Path folder)
            throws BlasUnavailableException, IOException {
        Path other = Files.createFile(folder.resolve("libanother.so"));
        assertThat(NativeLibrary.at(other, Map.of("OMP_NUM_THREADS", "1")).description())
                .endsWith("libanother.so, OMP_NUM_THREADS=1");
        assertThat(NativeLibrary.at(other, Map.of()).description())
                .endsWith("threads as it likes: better set OMP_NUM_THREADS=1 in the environment");
    }

    @Test
    void aFileThatIsNoLibraryIsTold(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("libtext.so"), "no library");
        assertThatThrownBy(() -> NativeBlas.load(text.toString()))
                .isInstanceOf(BlasUnavailableException.class)
                .hasMessageContainingAll(text + " cannot be loaded", "ldd shows them");
    }
}
