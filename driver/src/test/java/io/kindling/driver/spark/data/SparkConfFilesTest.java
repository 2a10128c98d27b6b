package io.kindling.driver.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Home;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The files for {@code --properties-file} say what Kindling sets by itself, and more. */
class SparkConfFilesTest {
    @Test
    void theFileForOneMachineAgreesWithKindlingsOwnSettings() throws IOException {
        assertThat(file("conf/spark-local.conf")).containsAllEntriesOf(SparkSessions.ours("local[*]"));
    }

    @Test
    void theFileForAClusterAgreesWithKindlingsOwnSettings() throws IOException {
        assertThat(file("conf/spark-cluster.conf")).containsAllEntriesOf(SparkSessions.ours("spark://host:7077"));
    }

    /** As Spark reads it. */
    private static Map<String, String> file(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Home.path(name))) {
            properties.load(reader);
        }
        Map<String, String> settings = new HashMap<>();
        properties.forEach((key, value) -> settings.put((String) key, ((String) value).strip()));
        return settings;
    }
}
