package io.kindling.driver.config.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDocumentTest {
    @TempDir
    Path directory;

    @Test
    void everyPathKnowsItsLine() {
        YamlDocument document = YamlDocument.parse("a.yaml", """
                # a comment
                model:
                  layers:
                    - relu
                    - dense:
                        units: 8
                """);

        assertThat(document.origin("model")).contains("line 2");
        assertThat(document.origin("model.layers[1].dense.units")).contains("line 6");
        assertThat(document.origin("model.layers[0].relu.slope")).contains("line 4");
        assertThat(document.origin("training")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1e-3, NUMBER, 0.001
            1e3, NUMBER, 1E+3
            010, STRING, 010
            0, NUMBER, 0
            '+5', NUMBER, 5
            -.5, NUMBER, -0.5
            0.10, NUMBER, 0.10
            12345678901234567890, NUMBER, 12345678901234567890
            yes, STRING, yes
            True, STRING, True
            2024-01-01, STRING, 2024-01-01
            12:30:45, STRING, 12:30:45
            1_000, STRING, 1_000
            '"1"', STRING, 1
            true, BOOLEAN, true
            ~, NULL, null
            """)
    void plainWordsMeanWhatTheySeemTo(String word, String kind, String value) {
        var node = YamlDocument.parse("a.yaml", "key: " + word).root().get("key");

        assertThat(node.getNodeType()).hasToString(kind);
        assertThat(node.asText()).isEqualTo(value);
    }

    @Test
    void aKeyGivenTwiceIsAProblemBesideTheOthers() {
        YamlDocument document = Sample.document("name: a\nmodel: {input: [4]}\ntraining:\n  shuffle: 3\nname: b\n");

        assertThatThrownBy(() -> Sample.binder().bind(document, Sample.Config.class))
                .hasMessage("""
                        conf/sample.yaml has 2 problems:
                          line 5: name is given twice, first in line 1; remove one of them
                          line 4: training.shuffle is 3; it must be true or false""");
    }

    @Test
    void anAliasStandsForWhatItNames() {
        YamlDocument document = YamlDocument.parse("a.yaml", "one: &source {rows: 3}\ntwo: *source");

        assertThat(document.root().at("/two/rows").intValue()).isEqualTo(3);
    }

    @Test
    void anAliasOfItselfIsAProblemNotALoop() {
        assertThat(YamlDocument.parse("a.yaml", "one: &one [1, *one]").problems())
                .containsExactly("line 1: one refers to itself; write it out");
    }

    @Test
    void aTagIsAProblem() {
        assertThat(YamlDocument.parse("a.yaml", "one: !secret x\ntwo: !!int y").problems())
                .containsExactly(
                        "line 1: one has the tag !secret, which is unknown; remove it",
                        "line 2: two has the tag tag:yaml.org,2002:int, which is unknown; remove it");
    }

    @Test
    void aTextThatIsNoYamlIsShownWithItsPlace() {
        assertThatThrownBy(() -> YamlDocument.parse("conf/a.yaml", "name: a\ndata: path: b\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        conf/a.yaml is not valid YAML at line 2, column 11: mapping values are not allowed here; put a \
                        text with a colon in quotes, and indent the settings of a section alike
                            data: path: b
                                      ^""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [1, 2",
                "a: 1\n\tb: 2",
                "a: 1\n b: 2",
                "a: 'x",
                "a: *nobody",
                "a: \u0000",
                "{a: 1}\n---\n{b: 2}"
            })
    void everyBrokenTextIsAConfigException(String text) {
        assertThatThrownBy(() -> YamlDocument.parse("a.yaml", text))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("a.yaml is not valid YAML");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '' | is empty
            '# only a comment' | is empty
            '- a' | is a list
            'word' | is "word"
            '3' | is 3
            """)
    void theTopMustBeAMapping(String text, String found) {
        assertThatThrownBy(() -> YamlDocument.parse("a.yaml", text))
                .isInstanceOf(ConfigException.class)
                .hasMessage("a.yaml " + found + "; it must hold settings, such as name: my-first-run");
    }

    @Test
    void aFileIsReadAndNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), "name: Zürich");

        YamlDocument document = YamlDocument.read(file);

        assertThat(document.name()).isEqualTo(file.toString());
        assertThat(document.root().get("name").textValue()).isEqualTo("Zürich");
    }

    @Test
    void aFileThatCannotBeReadIsAConfigException() throws IOException {
        Path latin = Files.write(directory.resolve("latin.yaml"), "name: Zürich".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> YamlDocument.read(latin))
                .isInstanceOf(ConfigException.class)
                .hasMessage(latin + " is not text in UTF-8; save it in that encoding");
        assertThatThrownBy(() -> YamlDocument.read(directory.resolve("none.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith("none.yaml does not exist; give the path of a YAML file with settings");
        assertThatThrownBy(() -> YamlDocument.read(directory))
                .isInstanceOf(ConfigException.class)
                .hasMessage(directory + " cannot be read: it is a directory; give the path of a YAML file");
    }

    @Test
    void aliasesThatMultiplyAreStopped() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x]\n");
        for (int i = 1; i <= 15; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        assertThatThrownBy(() -> YamlDocument.parse("bomb.yaml", bomb.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bomb.yaml has too many settings, at line ")
                .hasMessageContaining("an alias (*) stands for all that its anchor (&) has");
    }

    @Test
    void aNumberOfAMillionDigitsIsNotComputed() {
        assertThat(YamlDocument.parse("long.yaml", "a: " + "9".repeat(1_000_000))
                        .problems())
                .containsExactly("line 1: a is a number of 1000000 digits; it can have 400");
    }

    @Test
    void aFileOfMegabytesIsNotReadAsSettings(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("large.yaml"), "# " + "x".repeat(4 << 20));
        assertThatThrownBy(() -> YamlDocument.read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("large.yaml has 4194306 bytes; a YAML file with settings has 3145728 at most");
    }
}
