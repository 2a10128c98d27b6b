package io.kindling.driver.report.html;

import io.kindling.driver.Home;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.run.TrainingRun;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.train.TrainingListener;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Short trainings on the examples' data, each in a run directory of its own. */
final class TrainedRun {
    private static final String SPAM =
            Home.path("examples/data/spambase/spambase.csv.gz").toString();

    private TrainedRun() {}

    /** Mails: yes or no. */
    static Path spam(Path directory, String... overrides) {
        return train(
                "conf/spam-mlp.yaml",
                directory,
                overrides,
                "data.train.path=" + SPAM,
                "data.test.path=" + SPAM,
                "training.epochs=4");
    }

    /** Diamonds: a number, and transformers in front. */
    static Path diamonds(Path directory) {
        String rows = Home.path("examples/data/diamonds/diamonds.csv.gz").toString();
        return train(
                "conf/diamonds.yaml",
                directory,
                new String[0],
                "data.train.path=" + rows,
                "data.test.path=" + rows,
                "training.epochs=1");
    }

    /** Digits: ten classes, from the smaller file of the pictures. */
    static Path digits(Path directory) {
        String pictures =
                Home.path("examples/data/mnist/t10k-images-idx3-ubyte.gz").toString();
        String labels =
                Home.path("examples/data/mnist/t10k-labels-idx1-ubyte.gz").toString();
        return train(
                "conf/mnist-mlp.yaml",
                directory,
                new String[0],
                "data.train.images=" + pictures,
                "data.train.labels=" + labels,
                "data.test.images=" + pictures,
                "data.test.labels=" + labels,
                "training.epochs=1");
    }

    private static Path train(String conf, Path directory, String[] overrides, String... ours) {
        List<String> all = new ArrayList<>(List.of(ours));
        all.addAll(List.of(overrides));
        return train(ConfigLoader.load(Home.path(conf), all), directory);
    }

    static Path train(RunConfig config, Path directory, TrainingListener... listeners) {
        PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        SparkCluster cluster = SparkCluster.of(SparkExtension.session());
        new TrainingRun(
                        config,
                        RunDirectory.create(directory),
                        cluster,
                        silent,
                        0,
                        Stream.of(listeners).toList())
                .execute();
        return directory;
    }
}
