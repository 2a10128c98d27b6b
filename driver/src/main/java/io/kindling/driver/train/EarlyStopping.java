package io.kindling.driver.train;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;

/**
 * Stops training when validation gets no better.
 *
 * @param patience how many validations in a row may pass without a new best
 * @param minDelta by how much a new best must beat the old one
 */
public record EarlyStopping(
        @Default("3") @Range("[1, inf)") @Help("Validations in a row without a new best, after which training stops")
        int patience,

        @Default("0") @Range("[0, inf)") @Help("By how much a new best must beat the old one")
        double minDelta) {}
