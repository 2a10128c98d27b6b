package io.kindling.driver.spark.data.row;

import io.kindling.driver.spark.data.source.Names;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.VarcharType;

/** What lies in a column's cells, and how it is selected to be read. */
public enum CellKind {
    /** A number or a boolean; selected as double. */
    NUMBER("double", "numbers"),
    /** A Spark ML vector, dense or sparse. */
    VECTOR("", "vectors"),
    /** An array of numbers or booleans; selected as array of doubles. */
    ARRAY("array<double>", "arrays of numbers"),
    /** An array of floats, as which an {@link #ARRAY} may be read: Spark's conversion would make an object of each number. */
    FLOATS("", "arrays of numbers"),
    /** Unsigned bytes. */
    BYTES("", "bytes"),
    /** A word. */
    TEXT("string", "words");

    /** Of Spark ML's module; named here, as without vectors rows are read without that module. */
    private static final String VECTOR_TYPE = "org.apache.spark.ml.linalg.VectorUDT";

    private final String cast;
    private final String plural;

    CellKind(String cast, String plural) {
        this.cast = cast;
        this.plural = plural;
    }

    /** The kind of a column of this type; empty for dates, structures and others that are no numbers. */
    public static Optional<CellKind> of(DataType type) {
        if (type.getClass().getName().equals(VECTOR_TYPE)) {
            return Optional.of(VECTOR);
        }
        if (type instanceof ArrayType array && isNumber(array.elementType())) {
            return Optional.of(ARRAY);
        }
        if (type instanceof BinaryType) {
            return Optional.of(BYTES);
        }
        if (type instanceof StringType || type instanceof CharType || type instanceof VarcharType) {
            return Optional.of(TEXT);
        }
        return isNumber(type) ? Optional.of(NUMBER) : Optional.empty();
    }

    /** As what cells of this kind are best read where their column is of this type. */
    CellKind in(DataType type) {
        boolean floats = type instanceof ArrayType array && array.elementType() instanceof FloatType;
        return this == ARRAY && floats ? FLOATS : this;
    }

    /** What the cells hold, for messages. */
    String plural() {
        return plural;
    }

    /** The column of this name, as it is to be read. */
    public Column select(String name) {
        Column column = Names.column(name);
        return cast.isEmpty() ? column : column.cast(cast);
    }

    /** Whether a column of this type is read as it is. */
    public boolean isReadAs(DataType type) {
        return cast.isEmpty() || type.simpleString().equals(cast);
    }

    private static boolean isNumber(DataType type) {
        return type instanceof NumericType || type instanceof BooleanType;
    }
}
