package io.kindling.driver.check;

import io.kindling.driver.train.GradientAggregator;
import io.kindling.kernels.Precision;
import java.util.Locale;
import java.util.Map;

/**
 * Whether bf16 products make the run's steps faster where it would take place: steps of the run in both precisions, in turns,
 * as long as they get faster, as Java compiles and oneDNN makes its code during the first ones. The fastest of each are compared.
 */
final class FasterPrecision implements Question {
    private static final String NAME = "precision";
    /** For how long none gets faster at the end. */
    private static final long QUIET_NANOS = 500_000_000L;

    /** The same in rounds, at least. */
    private static final int QUIET_ROUNDS = 3;

    /** How many times as fast a step is that got faster, and not just luckier. */
    private static final double MARKED = 1.02;

    private static final int LEAST_ROUNDS = 2;
    private static final long MOST_NANOS = 3_000_000_000L;
    /** What two measurements of the same may differ by. */
    private static final double ALIKE = 1.1;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Finding ask(Subject subject) {
        Precision own = subject.config().training().precision();
        if (subject.config().training().solver().fullBatch()) {
            return Finding.skipped(
                    NAME, "a step of L-BFGS takes as many passes as it needs, so that steps do not compare");
        }
        Map<String, String> hindrances = subject.cluster().withoutBf16(subject.config());
        return hindrances.isEmpty() ? measured(subject, own) : without(own, hindrances);
    }

    static Finding without(Precision own, Map<String, String> hindrances) {
        String why = String.join(" ", hindrances.values().stream().distinct().toList());
        if (own == Precision.FLOAT32) {
            return Finding.skipped(NAME, "bf16 does not work here: " + why);
        }
        return Finding.warning(
                        NAME,
                        "products stay in float32 although training.precision is bf16: " + why,
                        "bf16 products wherever the run computes",
                        "cure that, or leave training.precision out")
                .showing(hindrances.keySet().stream().map(who -> "not " + who).toList());
    }

    private Finding measured(Subject subject, Precision own) {
        Precision other = own == Precision.BF16 ? Precision.FLOAT32 : Precision.BF16;
        try (GradientAggregator rows = subject.batches(other)) {
            Pace ownPace = new Pace(subject, subject.batches());
            Pace otherPace = new Pace(subject, rows);
            ownPace.warmUp();
            otherPace.warmUp();
            long begun = System.nanoTime();
            long faster = begun;
            long now = begun;
            int quiet = 0;
            int rounds = 0;
            while (rounds++ < LEAST_ROUNDS
                    || (now - begun < MOST_NANOS && (now - faster < QUIET_NANOS || quiet < QUIET_ROUNDS))) {
                boolean ownGains = ownPace.gains();
                boolean otherGains = otherPace.gains();
                now = System.nanoTime();
                faster = ownGains || otherGains ? now : faster;
                quiet = ownGains || otherGains ? 0 : quiet + 1;
            }
            return own == Precision.BF16
                    ? judged(own, otherPace.millis, ownPace.millis)
                    : judged(own, ownPace.millis, otherPace.millis);
        }
    }

    static Finding judged(Precision own, double exact, double half) {
        double times = exact / half;
        boolean taken = own == Precision.BF16;
        String found;
        if (times >= ALIKE) {
            found = (taken ? "bf16 makes" : "bf16 would make") + " a step " + times(times) + " times as fast";
        } else if (times > 1 / ALIKE) {
            found = taken ? "bf16 changes little" : "bf16 would change little";
        } else {
            found = (taken ? "bf16 makes" : "bf16 would make") + " a step " + times(1 / times) + " times as slow";
        }
        found += String.format(Locale.ROOT, ": %.1f ms, and in float32 %.1f ms", half, exact);
        Finding finding = taken && times <= 1 / ALIKE
                ? Finding.warning(NAME, found, "steps that gain by it", "leave training.precision out")
                : Finding.ok(NAME, found + (taken || times < ALIKE ? "" : " (training.precision: bf16)"));
        return finding.with("float32_ms", exact).with("bf16_ms", half);
    }

    private static String times(double times) {
        return String.format(Locale.ROOT, "%.1f", times);
    }

    /** Steps of the run by one engine, over and over, and the fastest of them. */
    private static final class Pace {
        private final Subject subject;
        private final GradientAggregator rows;
        private RunSteps steps;
        private double millis = Double.POSITIVE_INFINITY;

        Pace(Subject subject, GradientAggregator rows) {
            this.subject = subject;
            this.rows = rows;
            this.steps = begun();
        }

        private RunSteps begun() {
            return new RunSteps(subject, rows, "steps to compare precisions");
        }

        /** A round that does not count. */
        void warmUp() {
            steps.advance();
        }

        /** Goes on by a round; whether it was markedly faster than those before. */
        boolean gains() {
            if (!steps.more()) {
                steps = begun();
            }
            double before = millis;
            millis = Math.min(millis, steps.advance().millis());
            return millis * MARKED < before;
        }
    }
}
