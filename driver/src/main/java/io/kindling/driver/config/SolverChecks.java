package io.kindling.driver.config;

import io.kindling.driver.config.binding.Problems;
import io.kindling.driver.optim.Adam;
import io.kindling.driver.optim.schedule.Constant;
import io.kindling.driver.sync.SyncSettings;
import java.util.ArrayList;
import java.util.List;

/** A solver that finds its own steps has no use for what makes steps of gradients. */
final class SolverChecks {
    /** As it is where none is named; one that is spelled out as such does no harm. */
    private static final Adam UNNAMED = new Adam(0.001, 0.9, 0.999, 1e-8, false, 0);

    private SolverChecks() {}

    static void run(RunConfig config, Problems problems) {
        TrainingConfig training = config.training();
        if (!training.solver().fullBatch()) {
            return;
        }
        List<String> useless = new ArrayList<>();
        if (!training.optimizer().equals(UNNAMED)) {
            useless.add("training.optimizer");
        }
        if (!(training.schedule() instanceof Constant constant) || constant.warmupSteps() != 0) {
            useless.add("training.schedule");
        }
        training.clipNorm().ifPresent(norm -> useless.add("training.clip_norm"));
        training.clipValue().ifPresent(value -> useless.add("training.clip_value"));
        if (!training.sync().equals(SyncSettings.EXACT)) {
            useless.add("training.sync");
        }
        if (!useless.isEmpty()) {
            problems.add(
                    "training.solver",
                    "lbfgs finds its steps by a line search over all rows and has no use for "
                            + String.join(", ", useless) + "; leave out either these or the solver");
        }
    }
}
