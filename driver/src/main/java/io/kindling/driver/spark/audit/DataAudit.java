package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.rule.AuditRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Looks at data before anything is learned from them: what {@code kindling audit} does. */
public final class DataAudit {
    private DataAudit() {}

    /** Takes all passes over the rows, and judges what they gather. */
    public static AuditReport of(AuditInput input) {
        return of(input, DataAudit::figures);
    }

    /** What the columns by themselves tell: one pass over each part. */
    static AuditReport ofColumns(AuditInput input) {
        return of(input, DataAudit::profile);
    }

    private static AuditReport of(AuditInput input, Gathering gathering) {
        long begun = System.nanoTime();
        AuditedColumns columns = input.columns();
        Map<String, Dataset<Row>> parts = new LinkedHashMap<>();
        input.parts()
                .forEach((name, rows) -> parts.put(name, columns.select(rows).persist(StorageLevel.MEMORY_AND_DISK())));
        try {
            Figures figures = gathering.gather(input, columns, parts);
            Map<String, Long> rows = new LinkedHashMap<>();
            figures.parts().forEach(part -> rows.put(part.name(), part.rows()));
            return new AuditReport(rows, columns.size(), AuditRules.judge(figures), (System.nanoTime() - begun) / 1e9);
        } finally {
            parts.values().forEach(Dataset::unpersist);
        }
    }

    private static Figures figures(AuditInput input, AuditedColumns columns, Map<String, Dataset<Row>> rows) {
        Figures profile = profile(input, columns, rows);
        Relations relations =
                Relations.of(input, columns, rows.values().iterator().next(), profile.training());
        PartRows together = new PartRows(rows, columns);
        return profile.with(relations.lags(), relations.powers(), relations.doubts())
                .with(
                        RepeatsPass.of(together, profile.training(), profile.rows()),
                        NearRepeatsPass.of(together, profile.training(), input.treatment()));
    }

    private static Figures profile(AuditInput input, AuditedColumns columns, Map<String, Dataset<Row>> rows) {
        int channels =
                input.treatment().picture().map(shape -> shape.dimension(0)).orElse(1);
        List<Part> parts = new ArrayList<>();
        rows.forEach((name, part) -> parts.add(ProfilePass.of(name, part, columns, channels)));
        return new Figures(
                input.features(),
                input.label(),
                input.classes(),
                input.treatment(),
                parts,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** Passes over rows, which are persisted. */
    private interface Gathering {
        Figures gather(AuditInput input, AuditedColumns columns, Map<String, Dataset<Row>> rows);
    }
}
