package io.kindling.driver.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.config.binding.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every YAML snippet of the documentation is a run, or a part of one: the keys at its top, and the settings directly below
 * them, go over those of a small run.
 */
class DocsSnippetsTest {
    private static final Pattern SNIPPET = Pattern.compile("^```yaml\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    private static final String SMALL_RUN = """
            name: snippet
            data: {train: rows.csv, label: type}
            model: {input: [2], layers: [dense: 1], loss: mse}
            """;

    /** A snippet and where it stands. */
    record Snippet(String page, int line, String yaml) {
        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void aSnippetBindsAsPartOfARun(Snippet snippet) {
        RunConfig config = completed(snippet);

        assertThat(ConfigLoader.parse("written", ConfigLoader.write(config))).isEqualTo(config);
    }

    @Test
    void thePagesOnDataOptimizersAugmentationAndTrackingHaveSnippets() throws IOException {
        assertThat(snippets().map(Snippet::page))
                .contains("docs/data.md", "docs/optimizers.md", "docs/augmentation.md", "docs/tracking.md");
    }

    static Stream<Snippet> snippets() throws IOException {
        Path home = Path.of(System.getProperty("kindling.home"));
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> docs = Files.walk(home.resolve("docs"));
                Stream<Path> top = Files.list(home)) {
            Stream.concat(docs, top)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .forEach(pages::add);
        }
        List<Snippet> snippets = new ArrayList<>();
        for (Path page : pages) {
            String text = Files.readString(page);
            for (MatchResult found : SNIPPET.matcher(text).results().toList()) {
                int line = (int) text.substring(0, found.start()).lines().count() + 1;
                snippets.add(new Snippet(home.relativize(page).toString(), line, found.group(1)));
            }
        }
        return snippets.stream();
    }

    private static RunConfig completed(Snippet snippet) {
        ObjectNode run = YamlDocument.parse("small run", SMALL_RUN).root();
        ObjectNode given =
                YamlDocument.parse(snippet.toString(), snippet.yaml()).root();
        given.properties().forEach(section -> {
            if (section.getValue() instanceof ObjectNode settings
                    && run.get(section.getKey()) instanceof ObjectNode base) {
                base.setAll(settings);
            } else {
                run.set(section.getKey(), section.getValue());
            }
        });
        // JSON is YAML.
        return ConfigLoader.parse(snippet.toString(), run.toString());
    }
}
