package io.kindling.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.config.binding.ConfigException;
import io.kindling.driver.config.binding.YamlDocument;
import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Residual;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.vector.Elementwise;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers that Kindling does not list are named by their class. */
class UserClassesTest {
    private static final String HERE = UserClassesTest.class.getName() + "$";

    /** A layer as a user may have it. */
    record Doubling(@Default("2") @Range("(0, inf)") double factor) implements Activation {
        @Override
        public boolean gradientFromOutput() {
            return true;
        }

        @Override
        public void activate(Elementwise loops, float[] x, int xOffset, float[] y, int yOffset, int length) {
            loops.scale((float) factor, x, xOffset, y, yOffset, length);
        }

        @Override
        public void gradient(
                Elementwise loops,
                float[] known,
                int knownOffset,
                float[] dy,
                int dyOffset,
                float[] dx,
                int dxOffset,
                int length) {
            loops.scale((float) factor, dy, dyOffset, dx, dxOffset, length);
        }

        @Override
        public InitializerFamily suits() {
            return InitializerFamily.XAVIER;
        }
    }

    abstract static class NoRecord implements Layer {
        private static final long serialVersionUID = 1;
    }

    record NoLayer() {}

    @Test
    void aLayerOfOnesOwnIsNamedByItsClassBareOrWithSettingsAndInsideOthers() {
        assertThat(layers(HERE + "Doubling")).containsExactly(new Doubling(2));
        assertThat(layers("{" + HERE + "Doubling: {factor: 3}}")).containsExactly(new Doubling(3));
        assertThat(layers("{" + HERE + "Doubling: 3}")).containsExactly(new Doubling(3));
        assertThat(layers("residual: [" + HERE + "Doubling]")).containsExactly(new Residual(List.of(new Doubling(2))));
    }

    @Test
    void itIsWrittenUnderTheSameNameAndReadBack() {
        RunConfig config = run("{" + HERE + "Doubling: {factor: 3}}");
        assertThat(ConfigLoader.write(config)).contains(HERE + "Doubling");
        assertThat(ConfigLoader.parse("written", ConfigLoader.write(config))).isEqualTo(config);
        assertThat(ConfigLoader.modelOf("tree", ConfigLoader.tree(config.model())))
                .isEqualTo(config.model());
    }

    @Test
    void aLayerOfKindlingByItsClassIsWrittenUnderItsOwnName() {
        RunConfig config = run("{io.kindling.kernels.layer.Dense: 4}");
        assertThat(config.model().layers()).containsExactly(new Dense(4));
        assertThat(ConfigLoader.write(config)).contains("dense").doesNotContain("io.kindling");
    }

    @Test
    void aSettingOfItIsCheckedAndCanBeSetFromOutside() {
        assertThatThrownBy(() -> run("{" + HERE + "Doubling: 0}"))
                .hasMessageContaining("layers[0]." + HERE + "Doubling.factor is 0; it must be in (0, inf)");
        YamlDocument document = YamlDocument.parse("run", yaml(HERE + "Doubling"))
                .with(List.of("model.layers[0][" + HERE + "Doubling].factor=5"));
        assertThat(ConfigLoader.binder().bind(document, RunConfig.class).model().layers())
                .containsExactly(new Doubling(5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            com.example.Swish              | there is no class com.example.Swish on the class path; give its jar by --jars, or name one of Kindling's own, which conf/README.md lists
            {com.example.Swish: {beta: 2}} | there is no class com.example.Swish on the class path; give its jar by --jars, or name one of Kindling's own, which conf/README.md lists
            HERE$NoLayer                   | the class HERE$NoLayer does not implement io.kindling.kernels.layer.Layer
            HERE$NoRecord                  | the class HERE$NoRecord must be a record: its components are the settings, and it never changes
            """)
    void aClassThatWillNotDoIsNamedWithItsPlaceAndTheOthersProblemsAreToldToo(String layer, String message) {
        String here = UserClassesTest.class.getName();
        assertThatThrownBy(() -> run("relu, " + layer.replace("HERE", here) + ", rellu"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        run has 2 problems:
                          line 3: model.layers[1]: %s
                          line 3: model.layers[2] is "rellu"; did you mean relu?""".formatted(message.replace("HERE", here)));
    }

    @Test
    void lossesAndOptimizersAreFoundLikewise() {
        assertThatThrownBy(() -> ConfigLoader.parse(
                        "run", yaml("relu").replace("mse", "com.example.Loss") + "training: {optimizer: a.B}\n"))
                .hasMessageContainingAll(
                        "model.loss: there is no class com.example.Loss", "training.optimizer: there is no class a.B");
    }

    private static List<Layer> layers(String layer) {
        return run(layer).model().layers();
    }

    private static RunConfig run(String layers) {
        return ConfigLoader.parse("run", yaml(layers));
    }

    private static String yaml(String layers) {
        return "name: own\ndata: {train: rows.csv, label: y}\nmodel: {input: [2], layers: [" + layers
                + "], loss: mse}\n";
    }
}
