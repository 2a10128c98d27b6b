package io.kindling.ml;

import java.util.stream.Stream;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * Which features a stage reads. By default they are in {@code featuresCol}: a vector, dense or sparse, or an array of numbers.
 *
 * @param <S> the stage itself
 */
public interface ScoringParams<S extends ScoringParams<S>> extends Params {
    /** The column of features, if {@link #featuresCols} is not set. */
    Param<String> featuresCol();

    /** Where the parameters are kept; for the stages themselves. */
    Object state();

    /** Whether a parameter for a column's or a directory's name has one. */
    default boolean names(Param<String> param) {
        return isDefined(param) && !getOrDefault(param).isEmpty();
    }

    private ScoringParamSet scoring() {
        return ((StageState) state()).scoring();
    }

    /** Several feature columns, in order; wins over {@code featuresCol}. */
    default StringArrayParam featuresCols() {
        return scoring().featuresCols;
    }

    default String[] getFeaturesCols() {
        return getOrDefault(featuresCols());
    }

    default S setFeaturesCols(String[] columns) {
        return self(set(featuresCols(), columns));
    }

    /** The columns one by one. An overload and not {@code String...} alone, as Scala takes an array for that only with {@code : _*}. */
    default S setFeaturesCols(String first, String... others) {
        return setFeaturesCols(
                Stream.concat(Stream.of(first), Stream.of(others)).toArray(String[]::new));
    }

    /** What a missing feature means: {@code error} (default), {@code skip} or {@code keep}. */
    default Param<String> handleInvalid() {
        return scoring().handleInvalid;
    }

    default String getHandleInvalid() {
        return getOrDefault(handleInvalid());
    }

    default S setHandleInvalid(String value) {
        return self(set(handleInvalid(), value));
    }

    @SuppressWarnings("unchecked")
    private S self(Params stage) {
        return (S) stage;
    }
}
