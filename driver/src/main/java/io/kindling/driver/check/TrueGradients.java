package io.kindling.driver.check;

import io.kindling.driver.check.MovedLoss.Slope;
import io.kindling.driver.report.Figures;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.parameter.ParameterLayout.Entry;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.registry.LayerRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether the way back gives the gradient of what the way forth computes, on the user's own network and rows: each tensor is moved
 * along random directions, and the loss's difference quotient compared with the gradient.
 *
 * <p>The step is as small as the loss's rounding noise, which is measured, allows. Where the two differ, smaller steps follow as
 * long as the noise stays small beside the gradient: a kink, as a rectifier has, moves out of a small enough step, and a wrong
 * gradient stays wrong. The weights are moved by a little at first, as biases of zero put whole layers on their kinks.
 */
final class TrueGradients implements Question {
    private static final int DIRECTIONS = 3;
    /** What the two may differ by, of the gradient's length. */
    private static final double TOLERANCE = 0.02;
    /** How many standard deviations of the noise they may differ by besides. */
    private static final double DEVIATIONS = 5;
    /** Noise beyond this share of the gradient's length hides whether it is right. */
    private static final double TOO_NOISY = 0.1;

    private static final double FIRST_NOISE = 0.005;
    private static final double SMALLEST_STEP = 1e-4;
    private static final double LARGEST_STEP = 2e-2;
    private static final int HALVINGS = 5;
    private static final long MOST_NANOS = 15_000_000_000L;

    /**
     * What came of a tensor's directions.
     *
     * @param told whether rounding leaves something to be told
     * @param difference by which the two differ, of the gradient's length
     */
    private record Comparison(Entry entry, boolean told, boolean right, double difference, Slope slope) {}

    @Override
    public String name() {
        return "gradients";
    }

    @Override
    public Finding ask(Subject subject) {
        MovedLoss loss =
                new MovedLoss(subject.few(), subject.model().layout(), besideKinks(subject.model(), subject.start()));
        long until = System.nanoTime() + MOST_NANOS;
        List<Comparison> all = new ArrayList<>();
        for (Entry entry : subject.model().layout().entries()) {
            if (System.nanoTime() < until) {
                all.add(compared(loss, entry));
            }
        }
        List<Comparison> wrong =
                all.stream().filter(one -> one.told() && !one.right()).toList();
        double largest = all.stream()
                .filter(Comparison::told)
                .mapToDouble(Comparison::difference)
                .max()
                .orElse(0);
        Finding finding =
                wrong.isEmpty() ? Finding.ok(name(), found(subject, all, largest)) : wrong(subject.model(), wrong, all);
        return finding.with("tensors", all.size())
                .with("tensors_wrong", wrong.size())
                .with("largest_difference", largest)
                .with("tolerance", TOLERANCE)
                .with("loss_noise", loss.noise());
    }

    /** Random numbers of a tenth of each tensor's size, or about 0.05, on top of the weights. */
    private static float[] besideKinks(Model model, float[] weights) {
        for (Entry entry : model.layout().entries()) {
            double size = MovedLoss.size(weights, entry);
            double spread = size == 0 ? 0.05 : 0.1 * size;
            for (int i = entry.offset(); i < entry.offset() + entry.length(); i++) {
                weights[i] += (float) (spread * Math.sqrt(12) * (Draws.uniform(11, i) - 0.5));
            }
        }
        return weights;
    }

    private static Comparison compared(MovedLoss loss, Entry entry) {
        Comparison worst = null;
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            Comparison next = compared(loss, entry, Draws.key(17, direction));
            boolean worse = worst == null
                    || (next.told() && (!worst.told() || !next.right() || next.difference() > worst.difference()));
            if (worse && (worst == null || !worst.told() || worst.right())) {
                worst = next;
            }
        }
        return worst;
    }

    /** From the largest useful step down, until the two agree or noise hides it. */
    private static Comparison compared(MovedLoss loss, Entry entry, long key) {
        double length = MovedLoss.size(loss.gradient(), entry) * Math.sqrt(entry.length());
        double size = loss.size(entry);
        double step = Math.min(
                LARGEST_STEP * size,
                Math.max(SMALLEST_STEP * size, loss.noise() / (FIRST_NOISE * Math.max(length, 1e-30))));
        Comparison last = null;
        for (int i = 0; i <= HALVINGS; i++, step /= 2) {
            Slope slope = loss.along(entry, key, step);
            double scale = Math.max(length, Math.abs(slope.numeric()));
            double noise = DEVIATIONS * loss.noise() / step;
            double difference = Math.abs(slope.analytic() - slope.numeric());
            boolean right = difference <= TOLERANCE * scale + noise;
            boolean told = noise <= TOO_NOISY * scale;
            if (last != null && !told) {
                return last;
            }
            last = new Comparison(entry, told, right, scale == 0 ? 0 : difference / scale, slope);
            if (right) {
                return last;
            }
        }
        return last;
    }

    private static String found(Subject subject, List<Comparison> all, double largest) {
        long hidden = all.stream().filter(one -> !one.told()).count();
        int left = subject.model().layout().entries().size() - all.size();
        return String.format(
                Locale.ROOT,
                "those of central differences within %s of their length (allowed: %s and rounding) along %d random directions for each"
                        + " of %d tensors, on %d rows%s%s",
                percent(largest),
                percent(TOLERANCE),
                DIRECTIONS,
                all.size() - hidden,
                subject.fewRows(),
                hidden == 0 ? "" : "; " + hidden + " more are too small to be told from rounding",
                left == 0 ? "" : "; there was no time for " + left + " more");
    }

    private Finding wrong(Model model, List<Comparison> wrong, List<Comparison> all) {
        Comparison last = wrong.get(wrong.size() - 1);
        String names = wrong.stream()
                .limit(5)
                .map(one -> one.entry().name())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return Finding.failed(
                name(),
                "wrong for " + names + (wrong.size() > 5 ? ", …" : "") + ": along a random direction of "
                        + last.entry().name() + " the way back says "
                        + Figures.of(last.slope().analytic())
                        + ", central differences " + Figures.of(last.slope().numeric()),
                "the same within " + percent(TOLERANCE) + " of the gradient's length",
                "look at the backward pass of " + suspects(model, last, all)
                        + "; GradientCheck tests a layer by itself, see docs/custom-layers.md");
    }

    /** What lies from the last wrong tensor up to the next right one: a wrong gradient by the input spoils all before it. */
    private static String suspects(Model model, Comparison last, List<Comparison> all) {
        int from = layer(last.entry());
        int to = model.layers().size() - 1;
        for (int i = all.indexOf(last) + 1; i < all.size(); i++) {
            if (all.get(i).told() && layer(all.get(i).entry()) > from) {
                to = layer(all.get(i).entry());
                break;
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            names.add("layers." + i + " (" + LayerRegistry.nameOf(model.layers().get(i)) + ")");
        }
        return String.join(", ", names) + (to == model.layers().size() - 1 ? " and the loss" : "");
    }

    private static int layer(Entry entry) {
        return Integer.parseInt(entry.name().split("\\.", 3)[1]);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2g %%", 100 * share);
    }
}
