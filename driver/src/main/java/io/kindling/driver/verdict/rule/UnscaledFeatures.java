package io.kindling.driver.verdict.rule;

import io.kindling.driver.report.LayerLine;
import io.kindling.driver.verdict.Found;
import io.kindling.driver.verdict.History;
import io.kindling.driver.verdict.Rule;
import io.kindling.driver.verdict.Verdict;
import io.kindling.driver.verdict.Verdict.Severity;
import java.util.List;
import java.util.Optional;

/** The first layer's outputs are far from 1 in size before anything was learned, as the features are. */
final class UnscaledFeatures implements Rule {
    private static final double LARGE = 10;

    private static final Found FOUND = new Found(
            "unscaled_features",
            Severity.ERROR,
            "features that are not scaled",
            "features of hundreds or thousands; the weights start for numbers around 1",
            "set data.standardize: true, or data.scale (0.00392156862745098 for pixels from 0 to 255), or a StandardScaler among"
                    + " data.transformers");

    @Override
    public Optional<Verdict> judge(History history) {
        List<List<LayerLine>> looks = history.looks();
        if (looks.isEmpty() || looks.get(0).get(0).step() != 1) {
            return Optional.empty();
        }
        return looks.get(0).stream()
                .filter(line -> !Double.isNaN(line.deviation()))
                .findFirst()
                .filter(line -> line.deviation() > LARGE)
                .map(line -> FOUND.at(
                        history,
                        Optional.of(line.layer()),
                        1,
                        "before the first update the outputs of %s have a deviation of %.3g; about 1 is usual",
                        line.layer(),
                        line.deviation()));
    }
}
