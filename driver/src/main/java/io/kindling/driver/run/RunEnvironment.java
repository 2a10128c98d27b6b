package io.kindling.driver.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.KindlingVersion;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.Precision;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** {@code environment.json}: when a run was begun or taken up again, and with what. */
final class RunEnvironment {
    static final String FILE = "environment.json";

    private RunEnvironment() {}

    /**
     * The file's content.
     *
     * @param spark its version, master and task slots
     * @param precision of its products
     */
    static String json(String spark, Precision precision) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put(
                "started",
                OffsetDateTime.now(ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        root.put("kindling", KindlingVersion.VERSION);
        root.put("spark", spark);
        root.put("java", Runtime.version() + ", " + System.getProperty("java.vm.name"));
        root.put(
                "machine",
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors, "
                        + (Runtime.getRuntime().maxMemory() >> 20) + " MiB heap");
        root.put("kernels", Kernels.best(precision).fingerprint());
        return root.toPrettyString() + "\n";
    }
}
