package io.kindling.driver.spark.data.transform;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an SQLTransformer may say. SQL can start programs ({@code TRANSFORM … USING}), call any static method of Java
 * ({@code reflect}), drop tables and add jars; a model that somebody else has trained shall do none of this where it is used.
 */
final class SelectStatement {
    private static final Pattern SELECT = Pattern.compile("\\s*select\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** {@code IDENTIFIER('…')} and {@code ${…}} put names together that are not seen here. */
    private static final Pattern REFUSED = Pattern.compile(
            "\\b(reflect|try_reflect|java_method|using|identifier)\\b|\\$\\{", Pattern.CASE_INSENSITIVE);

    private SelectStatement() {}

    /** Why a stage may not run this statement. */
    static Optional<String> problem(String statement) {
        if (!SELECT.matcher(statement).matches()) {
            return Optional.of("its statement must begin with SELECT");
        }
        Matcher refused = REFUSED.matcher(statement);
        return refused.find()
                ? Optional.of("its statement has \"" + refused.group() + "\", which may run other programs than SQL; do"
                        + " that to the rows before they come to Kindling")
                : Optional.empty();
    }
}
