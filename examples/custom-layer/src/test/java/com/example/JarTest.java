package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.cli.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kindling's command line with the layer in a jar, as {@code scripts/kindling --jars} starts it, and without the jar. */
class JarTest {
    private static final String CONF = "examples/custom-layer/spam-parametric-relu.yaml";

    @TempDir
    private Path folder;

    @Test
    void withItsJarTheLayerTrainsAndIsReadBackAndWithoutItTheMessageSaysWhatToDo()
            throws IOException, InterruptedException {
        String run = folder.resolve("run").toString();
        String withJar = kindlingAlone() + File.pathSeparator + jar();

        String trained = kindling(withJar, 0, "train", CONF, "--set", "training.epochs=1", "--run-dir", run);
        assertThat(trained).contains("1 com.example.ParametricRelu", "done after");
        assertThat(kindling(withJar, 0, "evaluate", "--model", run)).contains("accuracy");

        String missing = "there is no class com.example.ParametricRelu on the class path; give its jar by --jars";
        assertThat(kindling(kindlingAlone(), 2, "train", CONF))
                .contains("model.layers[1]: " + missing)
                .doesNotContain("\tat ");
        assertThat(kindling(kindlingAlone(), 2, "evaluate", "--model", run))
                .contains("model.json cannot be used here", "layers[1]: " + missing)
                .doesNotContain("\tat ", "damaged");
    }

    /** What the command prints; it must exit with the code. */
    private String kindling(String classPath, int code, String... arguments) throws IOException, InterruptedException {
        Path printed = folder.resolve("printed.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@conf/jvm.options",
                "-Dlog4j2.configurationFile=conf/log4j2.properties",
                "-cp",
                classPath,
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(printed)).isEqualTo(code);
        return Files.readString(printed);
    }

    /** The class path of this test without the layer. */
    private static String kindlingAlone() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !isOurs(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isOurs(Path entry) {
        return Files.exists(entry.resolve("com/example"));
    }

    /** The layer's class in a jar, as Maven packs it later on. */
    private Path jar() throws IOException {
        String name = ParametricRelu.class.getName().replace('.', '/') + ".class";
        Path jar = folder.resolve("custom-layer.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                var bytes = ParametricRelu.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new JarEntry(name));
            bytes.transferTo(out);
        }
        return jar;
    }
}
