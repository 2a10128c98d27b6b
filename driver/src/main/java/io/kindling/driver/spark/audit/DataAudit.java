package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.rule.AuditRules;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Looks at data before anything is learned from them: what {@code kindling audit} does. */
public final class DataAudit {
    private DataAudit() {}

    /** Takes all passes over the rows, and judges what they gather. */
    public static AuditReport of(AuditInput input) {
        return of(input, EnumSet.allOf(Look.class));
    }

    /** Looks at the columns one by one, and at what is asked for. */
    static AuditReport of(AuditInput input, Set<Look> looks) {
        long begun = System.nanoTime();
        AuditedColumns columns = input.columns();
        Map<String, Dataset<Row>> parts = new LinkedHashMap<>();
        input.parts()
                .forEach((name, rows) -> parts.put(name, columns.select(rows).persist(StorageLevel.MEMORY_AND_DISK())));
        try {
            Figures figures = figures(input, columns, parts, looks);
            Map<String, Long> rows = new LinkedHashMap<>();
            figures.parts().forEach(part -> rows.put(part.name(), part.rows()));
            return new AuditReport(rows, columns.size(), AuditRules.judge(figures), (System.nanoTime() - begun) / 1e9);
        } finally {
            parts.values().forEach(Dataset::unpersist);
        }
    }

    private static Figures figures(
            AuditInput input, AuditedColumns columns, Map<String, Dataset<Row>> rows, Set<Look> looks) {
        int channels =
                input.treatment().picture().map(shape -> shape.dimension(0)).orElse(1);
        List<Part> parts = new ArrayList<>();
        rows.forEach((name, part) -> parts.add(ProfilePass.of(name, part, columns, channels)));
        Part training = parts.get(0);
        PartRows together = new PartRows(rows, columns);
        Relations relations = looks.contains(Look.RELATIONS)
                ? Relations.of(input, columns, rows.values().iterator().next(), training)
                : Relations.UNKNOWN;
        return new Figures(
                input.features(),
                input.label(),
                input.classes(),
                input.treatment(),
                parts,
                looks.contains(Look.REPEATS)
                        ? Optional.of(RepeatsPass.of(
                                together,
                                training,
                                parts.stream().mapToLong(Part::rows).sum()))
                        : Optional.empty(),
                looks.contains(Look.NEAR_REPEATS)
                        ? NearRepeatsPass.of(together, training, input.treatment())
                        : Optional.empty(),
                relations.lags(),
                relations.powers(),
                relations.doubts());
    }

    /** What there is to look at beyond the columns one by one. */
    enum Look {
        RELATIONS,
        REPEATS,
        NEAR_REPEATS
    }
}
