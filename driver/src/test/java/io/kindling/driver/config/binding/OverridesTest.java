package io.kindling.driver.config.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
    private static final YamlDocument DOCUMENT = YamlDocument.parse("a.yaml", """
            seed: 1
            model:
              layers: [dense: 8, relu]
            training:
              optimizer: adam
            data:
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            seed=2 | /seed | 2
            seed = 2 | /seed | 2
            name=a=b | /name | "a=b"
            name="2" | /name | "2"
            name= | /name | null
            training.optimizer=sgd | /training/optimizer | "sgd"
            training.optimizer={sgd: {momentum: 0.9}} | /training | {"optimizer":{"sgd":{"momentum":0.9}}}
            training.optimizer.adam.beta1=0.8 | /training | {"optimizer":{"adam":{"beta1":0.8}}}
            spark.conf.retries=3 | /spark | {"conf":{"retries":3}}
            data.train.format=csv | /data | {"train":{"format":"csv"}}
            model.layers.0=dropout | /model/layers | ["dropout","relu"]
            model.layers.0.dense=9 | /model/layers | [{"dense":9},"relu"]
            model.layers[0].dense=9 | /model/layers | [{"dense":9},"relu"]
            spark.conf[spark.executor.memory]=4g | /spark | {"conf":{"spark.executor.memory":"4g"}}
            model.layers.1.relu.slope=1 | /model/layers | [{"dense":8},{"relu":{"slope":1}}]
            model.layers=[dense: 3, relu] | /model/layers | [{"dense":3},"relu"]
            """)
    void aSettingReplacesWhatTheFileSays(String setting, String place, String tree) {
        YamlDocument changed = DOCUMENT.with(List.of(setting));

        assertThat(changed.problems()).isEmpty();
        assertThat(changed.root().at(place)).hasToString(tree);
    }

    @Test
    void theDocumentItselfStaysAsItWas() {
        DOCUMENT.with(List.of("seed=2", "model.layers.0=relu"));

        assertThat(DOCUMENT.root())
                .hasToString("{\"seed\":1,\"model\":{\"layers\":[{\"dense\":8},\"relu\"]},"
                        + "\"training\":{\"optimizer\":\"adam\"},\"data\":null}");
    }

    @Test
    void theLastSettingOfAPathCounts() {
        assertThat(DOCUMENT.with(List.of("seed=2", "seed=3")).root().get("seed").intValue())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            seed | --set seed must have the form path=value, such as training.batch_size=64
            =3 | --set =3 must have the form path=value, such as training.batch_size=64
            a..b=3 | --set a..b=3 must have the form path=value, such as training.batch_size=64
            a[=3 | --set a[=3 must have the form path=value, such as training.batch_size=64
            seed.value=3 | --set seed.value=3 goes through seed, which is 1; set all of seed instead
            training.optimizer.sgd.rate=3 | --set training.optimizer.sgd.rate=3 goes through training.optimizer, which is "adam"; set all of training.optimizer instead
            model.layers.0.dense.units=3 | --set model.layers.0.dense.units=3 goes through model.layers[0].dense, which is 8; set all of model.layers[0].dense instead
            model.layers.2=relu | --set model.layers.2=relu needs an item of model.layers, and 2 is none; its items are 0 to 1
            model.layers.last=relu | --set model.layers.last=relu needs an item of model.layers, and last is none; its items are 0 to 1
            """)
    void aSettingWithoutAPlaceIsAProblem(String setting, String problem) {
        assertThat(DOCUMENT.with(List.of(setting)).problems()).containsExactly(problem);
    }

    @Test
    void aValueThatIsNoYamlIsAProblem() {
        assertThat(DOCUMENT.with(List.of("seed=[1", "seed={a: 1, a: 2}")).problems())
                .hasSize(2)
                .satisfiesExactly(
                        broken -> assertThat(broken).startsWith("--set seed=[1 is not valid YAML at line 1, column 3"),
                        twice -> assertThat(twice)
                                .isEqualTo("--set seed={a: 1, a: 2}: line 1: a is given twice, first in line 1;"
                                        + " remove one of them"));
    }

    @Test
    void problemsOfValuesNameTheCommandLine() {
        YamlDocument document = Sample.document("name: a\nmodel: {input: [4]}\ntraining: {shuffle: true}\n")
                .with(List.of("training.batch_size=0", "training.optimizer.adam.beta=1", "seed={a: 1}", "sede=2"));

        assertThatThrownBy(() -> Sample.binder().bind(document, Sample.Config.class))
                .hasMessage("""
                        conf/sample.yaml has 4 problems:
                          --set: sede is unknown; known here: name, seed, model, training, columns, tags, options
                          --set: seed is a mapping; it must be a whole number
                          --set: training.batch_size is 0; it must be in [1, inf)
                          --set: training.optimizer.adam.beta is unknown; did you mean beta1?""");
    }
}
