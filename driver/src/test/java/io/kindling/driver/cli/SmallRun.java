package io.kindling.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run on a file of a few rows, to be spoilt.
 *
 * @param folder where all of it lies
 */
record SmallRun(Path folder) {
    static final String ROWS = "a,b,y\n1,2,0\n2,3,1\n3,4,0\n4,5,1\n5,6,0\n6,7,1\n";

    private static final String CONF = """
            name: small
            data:
              train: {format: csv, path: "%s"}
              label: {column: y}
            model:
              input: [2]
              layers: [dense: 4, relu, dense: 2]
              loss: cross_entropy
            training: {batch_size: 4, epochs: 2}
            spark: {shards: 2}
            """;

    Path conf() {
        return folder.resolve("small.yaml");
    }

    Path rows() {
        return folder.resolve("rows.csv");
    }

    Path directory() {
        return folder.resolve("run");
    }

    /** Trains on the good rows. */
    Outcome train(String... options) throws IOException {
        return trainOn(ROWS, options);
    }

    /** Trains on rows in CSV. */
    Outcome trainOn(String csv, String... options) throws IOException {
        Files.writeString(rows(), csv);
        return trainAs("", "", options);
    }

    /** Trains with another text in place of one in the configuration. */
    Outcome trainAs(String text, String instead, String... options) throws IOException {
        if (!Files.exists(rows())) {
            Files.writeString(rows(), ROWS);
        }
        String conf = CONF.formatted(rows());
        assertThat(conf).contains(text);
        Files.writeString(conf(), text.isEmpty() ? conf : conf.replace(text, instead));
        List<String> arguments = new ArrayList<>(List.of("train", conf().toString()));
        arguments.addAll(List.of(options));
        if (!arguments.contains("--run-dir")) {
            arguments.addAll(List.of("--run-dir", directory().toString()));
        }
        return Outcome.of(arguments.toArray(String[]::new));
    }

    /** Trains with one setting more. */
    Outcome trainWith(String setting) throws IOException {
        return train("--set", setting);
    }

    /** Nothing of the run is there: neither a model nor an empty directory. */
    void leftNothing() {
        assertThat(directory()).doesNotExist();
    }
}
