package io.kindling.driver.spark.data;

import io.kindling.driver.UserException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.package$;

/** Which versions of Spark are taken, and on which Java: 4.0.1 and later, from Java 24 on 4.2 and later. */
public final class SparkVersion {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?(?:\\D.*)?");

    private SparkVersion() {}

    /**
     * Nothing, if the Spark on the class path will do.
     *
     * @throws UserException if it will not
     */
    public static void demand() {
        demand(package$.MODULE$.SPARK_VERSION(), Runtime.version().feature());
    }

    /**
     * Nothing, if this version of Spark will do. One that is no number is taken: it is somebody's own Spark.
     *
     * @param version such as {@code 4.1.0} or {@code 4.2.0-SNAPSHOT}
     * @param java the feature release, such as 17
     * @throws UserException if it will not
     */
    static void demand(String version, int java) {
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            return;
        }
        int major = Integer.parseInt(numbers.group(1));
        int minor = Integer.parseInt(numbers.group(2));
        if (major < 4) {
            throw new UserException(
                    "This is Spark " + version + ", but Kindling is compiled for Spark 4: use 4.0.1 or later.");
        }
        if (major == 4
                && minor == 0
                && (numbers.group(3) == null || numbers.group(3).equals("0"))) {
            throw new UserException(
                    "This is Spark " + version + ", whose Param class does not fit stages compiled for other"
                            + " versions (SPARK-52259): use 4.0.1 or later.");
        }
        if (major == 4 && minor < 2 && java >= 24) {
            throw new UserException(
                    "This is Java " + java + ", on which Spark " + version + " reads no file (its Hadoop asks for"
                            + " what Java 24 took away): use Java 17 to 23 (JAVA_HOME), or Spark 4.2 or later.");
        }
    }
}
