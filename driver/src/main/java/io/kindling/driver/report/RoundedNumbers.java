package io.kindling.driver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in JSON for people: six digits; what is not a number is null. */
public final class RoundedNumbers {
    private static final MathContext DIGITS = new MathContext(6);

    private RoundedNumbers() {}

    /** <em>Sets</em> a field. */
    public static void put(ObjectNode node, String name, double number) {
        if (Double.isFinite(number)) {
            node.put(name, rounded(number));
        } else {
            node.putNull(name);
        }
    }

    /** <em>Adds</em> an element. */
    public static void add(ArrayNode node, double number) {
        if (Double.isFinite(number)) {
            node.add(rounded(number));
        } else {
            node.addNull();
        }
    }

    /** Whole ones without a point, as a count is. */
    private static BigDecimal rounded(double number) {
        BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
        return rounded.scale() < 0 && rounded.precision() - rounded.scale() <= 15 ? rounded.setScale(0) : rounded;
    }
}
