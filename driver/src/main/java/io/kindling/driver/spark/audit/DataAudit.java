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
        long begun = System.nanoTime();
        AuditedColumns columns = input.columns();
        Map<String, Dataset<Row>> parts = new LinkedHashMap<>();
        input.parts()
                .forEach((name, rows) -> parts.put(name, columns.select(rows).persist(StorageLevel.MEMORY_AND_DISK())));
        try {
            Figures figures = figures(input, columns, parts);
            Map<String, Long> rows = new LinkedHashMap<>();
            figures.parts().forEach(part -> rows.put(part.name(), part.rows()));
            return new AuditReport(rows, columns.size(), AuditRules.judge(figures), (System.nanoTime() - begun) / 1e9);
        } finally {
            parts.values().forEach(Dataset::unpersist);
        }
    }

    /** All passes. */
    private static Figures figures(AuditInput input, AuditedColumns columns, Map<String, Dataset<Row>> rows) {
        int channels =
                input.treatment().picture().map(shape -> shape.dimension(0)).orElse(1);
        List<Part> parts = new ArrayList<>();
        rows.forEach((name, part) -> parts.add(ProfilePass.of(name, part, columns, channels)));
        PartRows together = new PartRows(rows, columns);
        long all = parts.stream().mapToLong(Part::rows).sum();
        return new Figures(
                input.features(),
                input.label(),
                input.classes(),
                input.treatment(),
                parts,
                Optional.of(RepeatsPass.of(together, parts.get(0), all)),
                NearRepeatsPass.of(together, parts.get(0), input.treatment()),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
