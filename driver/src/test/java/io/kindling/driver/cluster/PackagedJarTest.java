package io.kindling.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** kindling.jar is all that a Spark cluster needs, and has nothing that the cluster has, too. */
class PackagedJarTest {
    private static List<String> names;

    @BeforeAll
    static void list() throws IOException {
        try (JarFile jar = new JarFile(SubmittedRun.packagedJar().toFile())) {
            names = jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }

    @Test
    void nativeProductsAreInItForBothProcessors() {
        for (String platform : List.of("linux-x86_64", "linux-arm64")) {
            assertThat(names)
                    .contains(
                            "org/bytedeco/openblas/" + platform + "/libopenblas.so.0",
                            "org/bytedeco/openblas/" + platform + "/libgfortran.so.5",
                            "org/bytedeco/javacpp/" + platform + "/libjnijavacpp.so");
        }
    }

    @Test
    void allClassesAreKindlingsOrRelocatedOrForTheNativeLibrary() {
        assertThat(names)
                .filteredOn(name -> name.endsWith(".class"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("io/kindling/")
                        || name.startsWith("netlib/dev/ludovic/netlib/blas/")
                        || name.startsWith("org/bytedeco/javacpp/"));
    }

    @Test
    void whatIsNotSparksIsRelocated() {
        assertThat(names)
                .contains(
                        "io/kindling/shaded/picocli/CommandLine.class",
                        "io/kindling/shaded/snakeyaml/Yaml.class",
                        "io/kindling/shaded/onnx/OnnxMl$ModelProto.class");
    }

    @Test
    void itIsNotSignedAndSettlesNothingForOthers() {
        assertThat(names)
                .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"))
                .noneMatch(name -> name.endsWith("module-info.class"))
                .noneMatch(name -> name.matches("META-INF/services/(java|javax|org\\.apache|org\\.slf4j|com)\\..*"));
    }
}
