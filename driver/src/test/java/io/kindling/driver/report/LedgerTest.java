package io.kindling.driver.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kindling.driver.train.RoundTimes;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.TrainingPlan;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final long MILLI = 1_000_000;

    @Test
    void theMeanOfAllStepsButTheFirstIsKept() {
        Ledger ledger = new Ledger();
        ledger.started(new TrainingPlan("test", 1000, 0, 10, 8, 8));
        for (int step = 1; step <= 8; step++) {
            // Two of eight steps warm up.
            long times = step <= 2 ? 1000 * MILLI : step * MILLI;
            ledger.step(report(step, new RoundTimes(times, 0, 0, 0, 0), 2 * MILLI));
        }
        assertThat(ledger.steps()).isEqualTo(6);
        assertThat(ledger.rowsPerStep()).isEqualTo(256);
        assertThat(ledger.parts()).contains(entry("compute", 5.5), entry("update", 2.0), entry("waiting", 0.0));
        assertThat(ledger.millis()).isEqualTo(7.5);
    }

    @Test
    void thePartThatCostsMostIsNamedWithWhatWouldHelp() {
        assertThat(LedgerLines.parts(of(new RoundTimes(4, 0, 1, 5, 0), 0)))
                .isEqualTo("a step of 10.0 ms: compute 40 %, broadcast 10 %, scheduling 50 %");
        // Eight steps' computing, 32 ms, beside 8 ms: a fifth. The factor is 5 · 0.8 / 0.2 / 4 = 5, the next power of
        // two 8.
        assertThat(LedgerLines.advice(of(new RoundTimes(4, 0, 1, 5, 0), 0), true))
                .isEqualTo(
                        "50 % of each step is Spark's scheduling: a batch of 2048 or sync.local_steps: 8 would bring it"
                                + " down to about 20 %.");
        assertThat(LedgerLines.advice(of(new RoundTimes(4, 0, 3, 1, 2), 0), true))
                .startsWith("50 % of each step is sending");
        assertThat(LedgerLines.advice(of(new RoundTimes(4, 5, 0, 1, 0), 0), true))
                .startsWith("50 % of each step is waiting");
        assertThat(LedgerLines.advice(of(new RoundTimes(4, 5, 0, 1, 0), 0), false))
                .isEqualTo(
                        "50 % of each step is threads waiting for each other: a larger batch would make it count less.");
        assertThat(LedgerLines.advice(of(new RoundTimes(4, 0, 0, 1, 0), 5), true))
                .startsWith("50 % of each step is the optimizer's update");
        assertThat(LedgerLines.advice(of(new RoundTimes(8, 1, 0, 1, 0), 0), true))
                .isEqualTo("80 % of each step is computing: more executors or cores would make it shorter.");
    }

    private static Ledger of(RoundTimes millis, long updateMillis) {
        Ledger ledger = new Ledger();
        ledger.step(report(
                1,
                new RoundTimes(
                        millis.compute() * MILLI,
                        millis.waiting() * MILLI,
                        millis.broadcast() * MILLI,
                        millis.scheduling() * MILLI,
                        millis.aggregation() * MILLI),
                updateMillis * MILLI));
        return ledger;
    }

    private static StepReport report(long step, RoundTimes round, long updateNanos) {
        return new StepReport(step, 1, 0, 256, 1, 0.1, 256, 0, round, updateNanos);
    }
}
