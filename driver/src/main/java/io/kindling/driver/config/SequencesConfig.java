package io.kindling.driver.config;

import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;

/**
 * Rows that are sequences of whole numbers of different lengths, such as the words of a text.
 *
 * @param length the most that the network takes of one
 */
public record SequencesConfig(
        @Range("[1, inf)")
        @Help("The longest sequence that the network takes, which is model.input: longer ones are cut at their end,"
                + " shorter ones padded with 0")
        int length) {}
