package io.kindling.driver.check;

import io.kindling.driver.report.Figures;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.kernels.watch.WatchedLayer;
import io.kindling.kernels.work.GradientWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the first batch's signals are like in each layer: how far outputs spread on the way forth, how large gradients are on the
 * way back. Where they shrink or grow by orders of magnitude from layer to layer, the first layers learn nothing, or too much at
 * once. Layers that are computed as one with the next are not seen.
 */
final class SignalsByDepth implements Question {
    private static final double SMALL = 1e-4;
    private static final double LARGE = 1e4;
    private static final double VANISHED = 1e-4;

    private static final double MOST_IDLE = 0.5;
    private static final double MOST_SATURATED = 0.9;

    @Override
    public String name() {
        return "signals";
    }

    @Override
    public Finding ask(Subject subject) {
        List<WatchedLayer> layers;
        try (GradientAggregator watched = subject.watched()) {
            layers =
                    WatchedLayer.of(watched.aggregate(new GradientWork(0), subject.start(), "the layers in step 1")
                                    .tally())
                            .stream()
                            .filter(layer -> !Double.isNaN(layer.deviation()) && !Double.isNaN(layer.gradient()))
                            .toList();
        }
        double last = layers.isEmpty() ? 0 : layers.get(layers.size() - 1).gradient();
        List<String> problems = new ArrayList<>();
        for (WatchedLayer layer : layers) {
            problem(layer, last).ifPresent(told -> problems.add(at(layer) + " " + told));
        }
        return judged(layers, problems)
                .with("deviations", layers.stream().map(WatchedLayer::deviation).toList())
                .with("gradients", layers.stream().map(WatchedLayer::gradient).toList())
                .showing(table(layers));
    }

    private Finding judged(List<WatchedLayer> layers, List<String> problems) {
        if (problems.isEmpty()) {
            return Finding.ok(
                    name(),
                    "outputs and gradients of the " + layers.size() + " layers that are seen are of a usual size");
        }
        String found =
                problems.get(0) + (problems.size() == 1 ? "" : ", and " + (problems.size() - 1) + " more as below");
        String wanted = "outputs that spread by about 1 in each layer, and gradients that are not lost on the way back";
        String remedy =
                "initializer: auto, he or xavier; batch_norm or layer_norm between layers, residual around them; relu"
                        + " in the place of sigmoid and tanh; scaled features (data.standardize)";
        boolean dead = layers.stream().anyMatch(layer -> layer.gradient() == 0);
        return dead ? Finding.failed(name(), found, wanted, remedy) : Finding.warning(name(), found, wanted, remedy);
    }

    /** What is unusual about a layer. */
    private static Optional<String> problem(WatchedLayer layer, double last) {
        if (layer.gradient() == 0) {
            return Optional.of("gets no gradient at all");
        }
        if (layer.gradient() < VANISHED * last) {
            return Optional.of("gets a gradient of " + Figures.of(layer.gradient()) + ", the last layer one of "
                    + Figures.of(last) + ": it vanishes on the way back");
        }
        if (layer.gradient() > LARGE * last) {
            return Optional.of("gets a gradient of " + Figures.of(layer.gradient()) + ", the last layer one of "
                    + Figures.of(last) + ": it explodes on the way back");
        }
        if (layer.deviation() < SMALL || layer.deviation() > LARGE) {
            return Optional.of("gives outputs that spread by " + Figures.of(layer.deviation()));
        }
        if (layer.idle() > MOST_IDLE) {
            return Optional.of("has " + percent(layer.idle()) + " of its units idle: no row of the batch wakes them");
        }
        return layer.saturated()
                .filter(share -> share > MOST_SATURATED)
                .map(share -> "has " + percent(share) + " of its outputs at a limit, where no gradient comes through");
    }

    private static List<String> table(List<WatchedLayer> layers) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-32s %10s %10s %10s  %s",
                "layer",
                "mean",
                "deviation",
                "gradient",
                "idle or saturated"));
        for (WatchedLayer layer : layers) {
            String share = layer.activity().length > 0
                    ? percent(layer.idle()) + " idle"
                    : layer.saturated().map(of -> percent(of) + " saturated").orElse("");
            lines.add(String.format(
                            Locale.ROOT,
                            "%-32s %10s %10s %10s  %s",
                            at(layer),
                            Figures.of(layer.mean()),
                            Figures.of(layer.deviation()),
                            Figures.of(layer.gradient()),
                            share)
                    .stripTrailing());
        }
        return lines;
    }

    private static String at(WatchedLayer layer) {
        return layer.name() + " (" + layer.kind() + ")";
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
