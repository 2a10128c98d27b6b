package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Part;
import java.util.stream.Collectors;

/** Parts of the data, in sentences. */
final class PartNames {
    private PartNames() {}

    /** The parts before one: {@code training or validation}. */
    static String before(Figures figures, int place) {
        return figures.parts().subList(0, place).stream().map(Part::name).collect(Collectors.joining(" or "));
    }
}
