package io.kindling.driver.spark.audit;

import io.kindling.driver.Home;
import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.spark.audit.DataAudit.Look;
import io.kindling.driver.spark.data.DataPlan;
import io.kindling.driver.spark.data.row.TargetSpec;
import io.kindling.kernels.model.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Audits of the configurations of {@code conf/}, on their own data or with a fault planted in these. */
final class AuditedRuns {
    private AuditedRuns() {}

    /** A whole audit of {@code conf/NAME.yaml} with these settings. */
    static AuditReport audit(String name, String... settings) {
        return audit(EnumSet.allOf(Look.class), config(name, List.of(settings)));
    }

    /** What its columns tell by themselves. */
    static AuditReport columns(String name, String... settings) {
        return audit(EnumSet.noneOf(Look.class), config(name, List.of(settings)));
    }

    /**
     * The same, after something was done to the rows of its CSV file.
     *
     * @param folder where they are written; the training and the test part read them there
     * @param plant what is done to them; their order in the file is kept
     */
    static AuditReport columns(Path folder, String name, UnaryOperator<Dataset<Row>> plant, String... settings) {
        return audit(EnumSet.noneOf(Look.class), planted(folder, name, plant, settings));
    }

    /** How its features and labels hang together. */
    static AuditReport relations(String name, String... settings) {
        return audit(EnumSet.of(Look.RELATIONS), config(name, List.of(settings)));
    }

    /** The same, after something was done to the rows of its CSV file. */
    static AuditReport relations(Path folder, String name, UnaryOperator<Dataset<Row>> plant, String... settings) {
        return audit(EnumSet.of(Look.RELATIONS), planted(folder, name, plant, settings));
    }

    /** What is there twice, or nearly. */
    static AuditReport repeats(String name, String... settings) {
        return audit(EnumSet.of(Look.REPEATS, Look.NEAR_REPEATS), config(name, List.of(settings)));
    }

    private static RunConfig planted(Path folder, String name, UnaryOperator<Dataset<Row>> plant, String... settings) {
        String path = config(name, List.of()).data().train().path().orElseThrow();
        Dataset<Row> rows = SparkExtension.session()
                .read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(path)
                .coalesce(1);
        String planted = folder.resolve("planted").toString();
        plant.apply(rows).coalesce(1).write().parquet(planted);
        List<String> all = new ArrayList<>(List.of(
                "data.train.format=parquet",
                "data.train.path=" + planted,
                "data.test.format=parquet",
                "data.test.path=" + planted));
        all.addAll(List.of(settings));
        return config(name, all);
    }

    /** The finding of this id, about this column where there are several. */
    static Optional<Finding> find(AuditReport report, String id, String... column) {
        return report.findings().stream()
                .filter(finding -> finding.id().equals(id))
                .filter(finding -> column.length == 0 || finding.column().equals(column[0]))
                .findFirst();
    }

    private static AuditReport audit(Set<Look> looks, RunConfig config) {
        Model model = config.model().model();
        TargetSpec target = switch (model.loss().targetKind()) {
            case NUMBER -> TargetSpec.numbers(model.output().size());
            case BINARY -> TargetSpec.binary(model.output().size());
            default ->
                TargetSpec.classIndex(model.output().last(), model.target().size());
        };
        DataPlan plan = DataPlan.of(SparkExtension.session(), config.data(), target, config.seed());
        return DataAudit.of(ConfiguredAudit.of(config, model, plan), looks);
    }

    /** With the paths of its data from the repository's root. */
    private static RunConfig config(String name, List<String> settings) {
        Path file = Home.path("conf/" + name + ".yaml");
        RunConfig as = ConfigLoader.load(file, settings);
        List<String> all = new ArrayList<>();
        as.data().train().path().ifPresent(path -> all.add("data.train.path=" + Home.path(path)));
        as.data().test().flatMap(test -> test.path()).ifPresent(path -> all.add("data.test.path=" + Home.path(path)));
        as.data().train().images().ifPresent(path -> all.add("data.train.images=" + Home.path(path)));
        as.data().train().labels().ifPresent(path -> all.add("data.train.labels=" + Home.path(path)));
        as.data()
                .test()
                .flatMap(test -> test.images())
                .ifPresent(path -> all.add("data.test.images=" + Home.path(path)));
        as.data()
                .test()
                .flatMap(test -> test.labels())
                .ifPresent(path -> all.add("data.test.labels=" + Home.path(path)));
        all.addAll(settings);
        return ConfigLoader.load(file, all);
    }
}
