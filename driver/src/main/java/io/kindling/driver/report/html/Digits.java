package io.kindling.driver.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as the page has them: a few digits, as no curve shows more; what is not a finite number is null. */
final class Digits {
    private static final MathContext FEW = new MathContext(6, RoundingMode.HALF_EVEN);
    private static final double MOST_EXACT = 1e15;

    private Digits() {}

    static void add(ArrayNode numbers, double number) {
        if (!Double.isFinite(number)) {
            numbers.addNull();
        } else if (number == Math.rint(number) && Math.abs(number) < MOST_EXACT) {
            numbers.add((long) number);
        } else {
            numbers.add(new BigDecimal(number).round(FEW).doubleValue());
        }
    }
}
