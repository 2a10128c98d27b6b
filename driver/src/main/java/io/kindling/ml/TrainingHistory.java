package io.kindling.ml;

import io.kindling.driver.report.Ledger;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingPlan;
import io.kindling.driver.train.TrainingState;
import io.kindling.driver.train.ValidationReport;
import java.util.ArrayList;
import java.util.List;

/** Gathers what training reports: a line a validation, or an epoch where nothing is validated. */
final class TrainingHistory implements TrainingListener {
    /** Where training stood after an epoch, or a validation. */
    record Line(ValidationReport validation, StepReport step, double rowsPerSecond) {}

    private final List<Line> lines = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private StepReport last;
    private long rows;
    private long nanos;

    @Override
    public void started(TrainingPlan plan) {
        ledger.started(plan);
    }

    @Override
    public void resumed(TrainingState state) {
        nanos = state.nanos();
    }

    @Override
    public void step(StepReport step) {
        ledger.step(step);
        last = step;
        rows += step.rows();
    }

    @Override
    public void validated(ValidationReport validation) {
        lines.add(new Line(validation, last, rows / ((last.nanos() - nanos) / 1e9)));
        rows = 0;
        nanos = last.nanos();
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    Ledger ledger() {
        return ledger;
    }
}
