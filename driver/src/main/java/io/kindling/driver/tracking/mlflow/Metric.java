package io.kindling.driver.tracking.mlflow;

/**
 * A figure of a step.
 *
 * @param millis since 1970, when it was there
 */
record Metric(String name, double value, long step, long millis) {}
