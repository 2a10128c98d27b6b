package io.kindling.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.Home;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.Param;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python package against the classes that it wraps. */
class PythonPackageTest {
    private static final Path PACKAGE = Home.path("driver/src/main/python/kindling");
    private static final Path SCRIPTS = Home.path("driver/src/test/python");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> CONVERTERS = Map.of(
            "Param", "toString",
            "IntParam", "toInt",
            "LongParam", "toInt",
            "DoubleParam", "toFloat",
            "BooleanParam", "toBoolean",
            "IntArrayParam", "toListInt",
            "DoubleArrayParam", "toListFloat",
            "StringArrayParam", "toListString");

    @TempDir
    private Path folder;

    private Python python;

    @BeforeEach
    void find() throws Exception {
        python = new Python(folder);
        assumeTrue(python.isThere(), "there is no python3; the Python package was not looked at");
    }

    @Test
    void itCompiles() throws Exception {
        try (Stream<Path> files = Files.walk(PACKAGE)) {
            List<String> sources = files.map(Path::toString)
                    .filter(file -> file.endsWith(".py"))
                    .toList();
            assertThat(sources).hasSizeGreaterThan(10);
            python.run(
                            Map.of(),
                            Stream.concat(Stream.of("-m", "py_compile"), sources.stream())
                                    .toList())
                    .succeeded();
        }
    }

    @Test
    void pySparkFindsItsClassesByTheirJavaNames() throws Exception {
        assertThat(python.run(
                                Map.of(),
                                List.of(SCRIPTS.resolve("test_java_names.py").toString()))
                        .succeeded()
                        .err())
                .contains("Ran 1 test");
    }

    @Test
    void eachStageHasItsPythonClassWithTheSameParametersAndDefaults() throws Exception {
        JsonNode declared = declared();
        Set<Class<?>> stages = stages();
        assertThat(stages).hasSize(6);
        for (Class<?> type : stages) {
            JsonNode counterpart = declared.path(type.getSimpleName());
            assertThat(counterpart.path("javaClass").asText()).isEqualTo(type.getName());
            compare((PipelineStage) type.getConstructor(String.class).newInstance("stage"), counterpart);
        }
    }

    @Test
    void theSummaryAndTheModelsHaveTheSameMethods() throws Exception {
        JsonNode declared = declared();
        assertThat(names(declared.path("TrainingSummary").path("methods")))
                .containsAll(Arrays.stream(TrainingSummary.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getName)
                        .filter(name -> !name.equals("toString"))
                        .toList());
        for (Class<?> type : List.of(NeuralNetworkClassificationModel.class, NeuralNetworkRegressionModel.class)) {
            assertThat(names(declared.path(type.getSimpleName()).path("methods")))
                    .contains("hasSummary", "summary", "evaluate", "registerUdf", "embedding");
        }
    }

    @Test
    void pySparksUsersGetWhatTheyKnow() throws Exception {
        assumeTrue(
                python.run(Map.of(), List.of("-c", "import pyspark")).code() == 0,
                "pyspark is not installed; the Python package was not run");
        Map<String, String> environment = Map.of(
                "KINDLING_CLASS_PATH",
                Python.classPathBesideSparks(),
                "PYTHONPATH",
                PACKAGE.getParent().toString());
        assertThat(python.run(
                                environment,
                                List.of(SCRIPTS.resolve("test_kindling.py").toString()))
                        .succeeded()
                        .err())
                .contains("Ran 9 tests");
    }

    private static void compare(PipelineStage stage, JsonNode counterpart) throws Exception {
        JsonNode params = counterpart.path("params");
        Set<String> names =
                Arrays.stream(stage.params()).map(Param::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(names(params)).as(stage.getClass().getName()).isEqualTo(names);
        Set<String> methods = names(counterpart.path("methods"));
        for (Param<?> param : stage.params()) {
            JsonNode same = params.path(param.name());
            String what = stage.getClass().getSimpleName() + "." + param.name();
            JsonNode initial = stage.hasDefault(param)
                    ? JSON.readTree(
                            JSON.writeValueAsString(stage.getDefault(param).get()))
                    : JSON.nullNode();
            assertThat(same.path("default")).as(what).isEqualTo(initial);
            assertThat(same.path("converter").asText())
                    .as(what)
                    .isEqualTo(CONVERTERS.get(param.getClass().getSimpleName()));
            if (!same.path("doc").isNull()) {
                assertThat(same.path("doc").asText()).as(what).isEqualTo(param.doc());
            }
            String suffix =
                    Character.toUpperCase(param.name().charAt(0)) + param.name().substring(1);
            assertThat(methods).contains("get" + suffix);
            assertThat(methods.contains("set" + suffix)).as(what).isEqualTo(hasMethod(stage, "set" + suffix));
            if (stage instanceof Estimator) {
                assertThat(counterpart.at("/keywords/__init__").path(param.name()))
                        .as(what)
                        .isEqualTo(initial);
                assertThat(counterpart.at("/keywords/setParams").path(param.name()))
                        .as(what)
                        .isEqualTo(initial);
            }
        }
    }

    /** All stages that are compiled beside this one. */
    private static Set<Class<?>> stages() throws Exception {
        Path classes = Path.of(NeuralNetworkClassifier.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<Class<?>> stages = new HashSet<>();
        try (Stream<Path> files = Files.list(classes.resolve("io/kindling/ml"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                Class<?> type = Class.forName(
                        "io.kindling.ml." + file.getFileName().toString().replace(".class", ""));
                if (PipelineStage.class.isAssignableFrom(type)) {
                    stages.add(type);
                }
            }
        }
        return stages;
    }

    private static boolean hasMethod(PipelineStage stage, String name) {
        return Arrays.stream(stage.getClass().getMethods())
                .anyMatch(method -> method.getName().equals(name));
    }

    private JsonNode declared() throws Exception {
        return JSON.readTree(python.run(
                        Map.of(), List.of(SCRIPTS.resolve("declared_classes.py").toString(), PACKAGE.toString()))
                .succeeded()
                .out());
    }

    /** An object's field names, or an array's texts. */
    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        if (node.isObject()) {
            node.fieldNames().forEachRemaining(names::add);
        } else {
            node.forEach(name -> names.add(name.asText()));
        }
        return names;
    }
}
