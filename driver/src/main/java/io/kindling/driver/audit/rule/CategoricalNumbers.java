package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.NumberFigures;
import io.kindling.driver.audit.Power;
import io.kindling.driver.audit.Rule;
import io.kindling.driver.audit.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Numbers that are names, such as codes of places: each tells something of the label, but more is not more. */
final class CategoricalNumbers implements Rule {
    private static final int FEWEST = 3;
    private static final int MOST = 100;
    /** What they tell as names at least. */
    private static final double TELLING = 0.05;
    /** Of that, what they tell as amounts at most. */
    private static final double ALONG = 0.5;

    @Override
    public List<Finding> judge(Figures figures) {
        Map<String, NumberFigures> numbers = figures.numbers(figures.training());
        List<Finding> findings = new ArrayList<>();
        for (Power power : figures.powers()) {
            NumberFigures cells = numbers.get(power.column());
            if (cells != null
                    && isCode(cells)
                    && power.explained() > TELLING
                    && power.along() < ALONG * power.explained()) {
                findings.add(finding(power, cells));
            }
        }
        return findings;
    }

    private static boolean isCode(NumberFigures cells) {
        return cells.whole() && cells.few() && cells.values().length >= FEWEST && cells.values().length <= MOST;
    }

    private static Finding finding(Power power, NumberFigures cells) {
        return Finding.of(
                        "categorical_numbers",
                        Severity.NOTE,
                        power.column(),
                        "if they are codes, give each a column of its own: OneHotEncoder in data.transformers",
                        "its %d whole numbers explain %s of the label as names, and as amounts only %s",
                        cells.values().length,
                        Shares.percent(power.explained()),
                        Shares.percent(Math.max(0, power.along())))
                .with("explained", power.explained())
                .with("along", power.along());
    }
}
