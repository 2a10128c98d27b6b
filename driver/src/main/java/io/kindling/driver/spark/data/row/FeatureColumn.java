package io.kindling.driver.spark.data.row;

import java.io.Serializable;

/**
 * A column of features.
 *
 * @param name its name after all transformers
 * @param kind what its cells hold; never text
 * @param width how many numbers a cell holds
 */
public record FeatureColumn(String name, CellKind kind, int width) implements Serializable {}
