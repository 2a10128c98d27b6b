package io.kindling.driver.spark.data.source;

import io.kindling.driver.UserException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Columns by name. */
public final class Names {
    private Names() {}

    /** The column of exactly this name, whatever characters it has. */
    public static Column column(String name) {
        return functions.col(quoted(name));
    }

    /** A name as SQL takes it. */
    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /**
     * Nothing, if the schema has the column.
     *
     * @param setting names the setting that asks for it: {@code data.weight}
     * @param source names the source, for the message
     */
    public static void demand(StructType schema, String name, String setting, String source) {
        Collection<String> names = List.of(schema.fieldNames());
        if (!names.contains(name)) {
            throw new UserException(setting + ": there is no column \"" + name + "\" in " + source
                    + suggestion(name, names) + " It has " + String.join(", ", names) + ".");
        }
    }

    /** {@code , did you mean "price"?} or a full stop, if nothing is near. */
    public static String suggestion(String given, Collection<String> names) {
        String wanted = given.toLowerCase(Locale.ROOT);
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        Comparator<String> nearest =
                Comparator.comparingInt(name -> distance.apply(wanted, name.toLowerCase(Locale.ROOT)));
        return names.stream()
                .min(nearest)
                .filter(name ->
                        distance.apply(wanted, name.toLowerCase(Locale.ROOT)) <= Math.max(1, (wanted.length() + 1) / 3))
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse(".");
    }
}
