package io.kindling.driver.check;

import io.kindling.kernels.parameter.ParameterLayout.Entry;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.GradientWork;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the units of each layer start unlike each other. Units with the same weights and the same gradient stay the same for
 * ever: a hundred of them know no more than one. Equal weights whose gradients differ, as those of a last layer of zeros, do
 * no harm.
 */
final class UnlikeUnits implements Question {
    /** A recurrent layer's units may differ from gate to gate alone. */
    private static final int MOST_KINDS = 4;
    /** The last bits of a sum depend on where it stands. */
    private static final double TOLERANCE = 1e-5;

    @Override
    public String name() {
        return "first weights";
    }

    @Override
    public Finding ask(Subject subject) {
        float[] start = subject.start();
        GradientSum sum = subject.batches().aggregate(new GradientWork(0), start, "the gradient of step 1");
        List<String> alike = new ArrayList<>();
        int tensors = 0;
        for (Entry entry : subject.model().layout().entries()) {
            if (entry.parameter().shape().rank() < 2) {
                continue;
            }
            tensors++;
            if (unitsAlike(entry, start, sum.gradient())) {
                alike.add(entry.name());
            }
        }
        if (!alike.isEmpty()) {
            return Finding.failed(
                            name(),
                            "units start with the same weights and learn the same: " + String.join(", ", alike),
                            "weights that differ from unit to unit",
                            "choose a random initializer for these layers: auto, he, xavier, normal, …")
                    .with("tensors_alike", alike.size());
        }
        String found = "the units of "
                + (tensors == 1 ? "the one weight tensor" : "all " + tensors + " weight tensors")
                + " start unlike each other, or learn unlike";
        return Finding.ok(name(), found).with("tensors_alike", 0);
    }

    /** Whether most units have a twin, in weights and in gradient. */
    private static boolean unitsAlike(Entry entry, float[] weights, float[] gradient) {
        int units = entry.parameter().shape().dimension(0);
        int each = entry.length() / units;
        double bound = TOLERANCE * largest(entry, gradient);
        List<Integer> kinds = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            int here = entry.offset() + unit * each;
            boolean known = kinds.stream()
                    .anyMatch(kind -> equal(weights, kind, here, each, 0) && equal(gradient, kind, here, each, bound));
            if (!known) {
                kinds.add(here);
            }
            if (kinds.size() > MOST_KINDS) {
                return false;
            }
        }
        return 2 * kinds.size() <= units;
    }

    private static boolean equal(float[] numbers, int one, int other, int length, double bound) {
        for (int i = 0; i < length; i++) {
            if (Math.abs(numbers[one + i] - numbers[other + i]) > bound) {
                return false;
            }
        }
        return true;
    }

    private static double largest(Entry entry, float[] numbers) {
        double largest = 0;
        for (int i = entry.offset(); i < entry.offset() + entry.length(); i++) {
            largest = Math.max(largest, Math.abs(numbers[i]));
        }
        return largest;
    }
}
