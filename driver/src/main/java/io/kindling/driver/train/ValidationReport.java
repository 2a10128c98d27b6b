package io.kindling.driver.train;

import java.util.Map;

/**
 * Where training stands after an epoch, or after every n steps.
 *
 * @param step counted from 1: the step just taken
 * @param epoch counted from 1
 * @param trainLoss mean of the steps' losses since the last report
 * @param figures {@code loss} and the metrics on the validation rows; empty where there are none
 * @param best whether no earlier one was better
 * @param seconds since the last report, validation included
 * @param weights the model's flat array as it is now; only valid until the listener returns, and not to be changed
 */
public record ValidationReport(
        long step,
        long epoch,
        double trainLoss,
        Map<String, Double> figures,
        boolean best,
        double seconds,
        float[] weights) {}
