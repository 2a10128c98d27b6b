package io.kindling.driver.config.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.config.binding.Sample.Config;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Range;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinderProblemsTest {
    private static final String SMALLEST = "name: a\nmodel: {input: [4]}\n";

    @Test
    void allProblemsAreToldAtOnceWithTheirLines() {
        assertThatThrownBy(() -> Sample.bind("""
                        name: a
                        model:
                          input: [784]
                          layers:
                            - dense: 256
                            - relu
                            - dense: {unit: 10}
                        training:
                          optimizer:
                            adam:
                              learning_rate: -0.1
                        """))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        conf/sample.yaml has 2 problems:
                          line 7: model.layers[2].dense.unit is unknown; did you mean units?
                          line 11: training.optimizer.adam.learning_rate is -0.1; it must be in (0, inf)""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            batch_size: 0              | batch_size is 0; it must be in [1, inf)
            batch_size: 2.5            | batch_size is 2.5; it must be a whole number in [1, inf)
            batch_size: "256"          | batch_size is "256"; it must be a whole number in [1, inf): remove the quotes
            batch_size: many           | batch_size is "many"; it must be a whole number in [1, inf)
            batch_size: [1]            | batch_size is a list; it must be a whole number in [1, inf)
            batch_size:                | batch_size is empty; it must be a whole number in [1, inf)
            batch_size: 3000000000     | batch_size is 3000000000; it must be in [-2147483648, 2147483647]
            batch_size: 1e999999999    | batch_size is 1E+999999999; it must be in [-2147483648, 2147483647]
            batch_size: .inf           | batch_size is .inf; it must be a whole number in [1, inf)
            momentum: 1e999            | momentum is 1E+999; it must be in [-1.8e308, 1.8e308]
            momentum: .nan             | momentum is ".nan"; it must be a number
            clip_norm: 1e39            | clip_norm is 1E+39; it must be in [-3.4e38, 3.4e38]
            clip_norm: 0               | clip_norm is 0; it must be in (0, inf)
            shuffle: yes               | shuffle is "yes"; it must be true or false
            shuffle: "true"            | shuffle is "true"; it must be true or false: remove the quotes
            shuffle: 1                 | shuffle is 1; it must be true or false
            padding: valide            | padding is "valide"; it must be one of same, valid, full_reflect (did you mean valid?)
            padding: 3                 | padding is 3; it must be one of same, valid, full_reflect
            betas: 0.9                 | betas is 0.9; it must be a list, each item a number in [0, 1)
            betas: [0.9, 1]            | betas[1] is 1; it must be in [0, 1)
            limit: soon                | limit: "soon" is no duration; write one such as PT10M
            epochs: 3                  | epochs is unknown; known here: batch_size, optimizer, clip_norm, momentum, shuffle, padding, betas, limit
            batchSize: 3               | batchSize is unknown; did you mean batch_size?
            optimizer: adem            | optimizer is "adem"; did you mean adam?
            optimizer: lbfgs           | optimizer is "lbfgs"; it must be adam
            optimizer: {adem: {}}      | optimizer.adem is unknown; did you mean adam?
            optimizer: {sgd: {}}       | optimizer.sgd is unknown; known here: adam
            optimizer: 3               | optimizer is 3; it must be adam
            optimizer: {}              | optimizer is an empty mapping; it must be adam
            optimizer: {adam: {lr: 1}} | optimizer.adam.lr is unknown; did you mean learning_rate?
            optimizer: {adam: , learning_rate: 1} | optimizer has the keys adam, learning_rate side by side; it must have one, a name such as adam, with the settings of that indented below it
            """)
    void aSettingThatWillNotDoIsNamedWithWhatWasWanted(String setting, String message) {
        assertThatThrownBy(() -> Sample.bind(SMALLEST + "training:\n  " + setting + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("conf/sample.yaml has 1 problem:\n  line 4: training." + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            reluu                 | is "reluu"; did you mean relu?
            attention             | is "attention"; it must be one of dense, relu, dropout, pool, residual
            dens: 8               | .dens is unknown; did you mean dense?
            relu: 3               | .relu is 3; it takes no settings, so write just relu
            relu: {slope: 3}      | .relu.slope is unknown; there are no settings here
            dense                 | .dense.units is missing; give a whole number in [1, inf)
            dense:                | .dense.units is missing; give a whole number in [1, inf)
            dense: 0              | .dense.units is 0; it must be in [1, inf)
            dense: {bias: true}   | .dense.units is missing; give a whole number in [1, inf)
            dropout: 1            | .dropout.rate is 1; it must be in [0, 1)
            pool: 2               | .pool.window is 2; it must be a list of whole numbers, such as [28, 28]
            pool: [2, x]          | .pool.window[1] is "x"; it must be a whole number in [1, inf)
            pool: [2, 0]          | .pool.window[1] is 0; it must be in [1, inf)
            residual: [relu, rellu] | .residual.layers[1] is "rellu"; did you mean relu?
            residual: {dense: 8}  | .residual.dense is unknown; known here: layers
            pool: {window: [2, 2], stride: [1]} | .pool: window [2, 2] and stride [1] have different ranks; give both as many numbers
            """)
    void aLayerThatWillNotDoIsNamedWithItsPlace(String layer, String message) {
        String path = "line 4: model.layers[0]" + (message.startsWith("is") ? " " : "");
        assertThatThrownBy(() -> Sample.bind("name: a\nmodel:\n  input: [4]\n  layers: [%s]\n"
                        .formatted(layer.startsWith("pool: {") || layer.contains(":") ? "{" + layer + "}" : layer)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("conf/sample.yaml has 1 problem:\n  " + path + message);
    }

    @Test
    void whatIsMissingIsAskedFor() {
        assertThatThrownBy(() -> Sample.bind("model:\n  layers: []\ncolumns:\n  age:\n    width: 3"))
                .hasMessage("""
                        conf/sample.yaml has 3 problems:
                          name is missing; give a text
                          line 1: model.input is missing; give a list of whole numbers, such as [28, 28]
                          line 4: columns.age.type is missing; give a text""");
    }

    @Test
    void aMissingSectionNamesWhatIsInIt() {
        assertThatThrownBy(() -> Sample.bind("name: a"))
                .hasMessage(
                        "conf/sample.yaml has 1 problem:\n" + "  model is missing; give a mapping with input, layers");
    }

    @Test
    void textThatLooksLikeANumberNeedsQuotes() {
        assertThatThrownBy(() -> Sample.bind("name: 2024\nmodel: 3\ncolumns: [a]\ntags: x"))
                .hasMessage("""
                        conf/sample.yaml has 4 problems:
                          line 1: name is 2024; it must be a text: put it in quotes
                          line 2: model is 3; it must be a mapping with input, layers
                          line 3: columns is a list; it must be a mapping of names, each value a mapping with type, width
                          line 4: tags is "x"; it must be a list, each item a text""");
    }

    @Test
    void aSingleValueThatASectionsFirstSettingDoesNotTakeIsThatSettingsProblem() {
        assertThatThrownBy(() -> Sample.bind(SMALLEST + "training: slow\ncolumns: {age: 3}"))
                .hasMessage("""
                        conf/sample.yaml has 2 problems:
                          line 3: training.batch_size is "slow"; it must be a whole number in [1, inf)
                          line 4: columns.age.type is 3; it must be a text: put it in quotes""");
    }

    @Test
    void furtherChecksJoinTheReportEvenWhenOtherPartsAreWrong() {
        Bound<Config> bound = Sample.binder()
                .read(Sample.document("name: a\nmodel:\n  input: [4]\ntraining: {batch_size: 0}"), Config.class)
                .check(
                        "model",
                        Sample.Network.class,
                        (model, problems) ->
                                problems.add("model.input", "is " + model.input() + "; the data has 5 columns"))
                .check((config, problems) -> problems.add("name", "was checked"));

        assertThat(bound.value()).isEmpty();
        assertThat(bound.problems().lines())
                .containsExactly(
                        "line 4: training.batch_size is 0; it must be in [1, inf)",
                        "line 3: model.input is [4]; the data has 5 columns");
    }

    @Test
    void aCheckOfTheWholeFailsTheWhole() {
        Bound<Config> bound = Sample.binder()
                .read(Sample.document(SMALLEST), Config.class)
                .check((config, problems) -> problems.addMessage("model", "the last layer gives 4 numbers, not 10"));

        assertThat(bound.value()).isPresent();
        assertThatThrownBy(bound::orThrow)
                .hasMessage("conf/sample.yaml has 1 problem:\n  line 2: model: the last layer gives 4 numbers, not 10");
    }

    @Test
    void partsInsideAnOptionalAreFoundByTheirPath() {
        Bound<Config> bound = Sample.binder().read(Sample.document("training: {clip_norm: 3}"), Config.class);

        assertThat(bound.part("training.clip_norm", Float.class)).contains(3f);
        assertThat(bound.part("training.clip_norm", String.class)).isEmpty();
        assertThat(bound.part("model", Sample.Network.class)).isEmpty();
    }

    @Test
    void aMessageThatGoesOnFromThePathDoesSo() {
        Problems problems = new Problems(Sample.document("shards: -1"));
        problems.addMessage("shards", "is -1; it must be auto");
        problems.addMessage("shards", "more than there are rows");

        assertThat(problems.lines())
                .containsExactly("line 1: shards is -1; it must be auto", "line 1: shards: more than there are rows");
    }

    record WrongDefault(@Default("0") @Range("[1, inf)") int size) {}

    @Test
    void aDefaultOutsideItsOwnRangeIsTheAuthorsFault() {
        assertThatThrownBy(() -> Sample.binder().bind(Sample.document("{}"), WrongDefault.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("size is 0; it must be in [1, inf)");
    }

    record Unsupported(List<Thread> threads) {}

    @Test
    void aTypeThatCannotBeReadIsTheAuthorsFault() {
        assertThatThrownBy(() -> Sample.binder().bind(Sample.document("threads: [1]"), Unsupported.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A setting cannot have the type java.lang.Thread; register it with the binder as a choice"
                        + " or with a converter");
    }
}
