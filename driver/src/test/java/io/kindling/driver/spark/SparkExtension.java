package io.kindling.driver.spark;

import io.kindling.driver.spark.data.SparkSessions;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one local Spark session of this JVM, as a parameter of type {@link SparkSession}. */
public final class SparkExtension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SparkSession.class;
    }

    @Override
    public SparkSession resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return session();
    }

    /** The session; Spark itself stops it when the JVM ends. */
    public static SparkSession session() {
        return SparkSessions.create(
                "kindling tests", Optional.of("local[2]"), Map.of("spark.sql.shuffle.partitions", "3"));
    }
}
