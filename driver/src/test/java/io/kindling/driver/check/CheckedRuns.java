package io.kindling.driver.check;

import io.kindling.driver.Home;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.SparkExtension;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Asks single questions of runs on mails and digits, with what a test has changed in them. */
final class CheckedRuns {
    private static final String MAILS =
            Home.path("examples/data/spambase/spambase.csv.gz").toString();
    private static final String DIGITS = Home.path("examples/data/mnist").toString();

    private CheckedRuns() {}

    /** {@code conf/spam-mlp.yaml} with these settings. */
    static RunConfig mails(String... settings) {
        return config("spam-mlp", settings, "data.train.path=" + MAILS, "data.test.path=" + MAILS);
    }

    /** {@code conf/mnist-mlp.yaml} on the digits to test on, with these settings. */
    static RunConfig digits(String... settings) {
        return config(
                "mnist-mlp",
                settings,
                "data.train.images=" + DIGITS + "/t10k-images-idx3-ubyte.gz",
                "data.train.labels=" + DIGITS + "/t10k-labels-idx1-ubyte.gz",
                "data.test.images=" + DIGITS + "/t10k-images-idx3-ubyte.gz",
                "data.test.labels=" + DIGITS + "/t10k-labels-idx1-ubyte.gz");
    }

    /** Asks one question. */
    static Finding ask(Question question, RunConfig config) {
        try (Subject subject = open(config)) {
            return question.ask(subject);
        }
    }

    static Subject open(RunConfig config) {
        return Subject.open(config, SparkCluster.of(SparkExtension.session()), line -> {});
    }

    private static RunConfig config(String name, String[] settings, String... paths) {
        Path conf = Home.path("conf/" + name + ".yaml");
        return ConfigLoader.load(
                conf,
                Stream.concat(Arrays.stream(paths), Arrays.stream(settings)).toList());
    }
}
