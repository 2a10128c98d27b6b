package io.kindling.driver.config;

import io.kindling.driver.optim.OptimizerSettings;
import io.kindling.driver.optim.schedule.ScheduleSettings;
import io.kindling.driver.solver.SolverSettings;
import io.kindling.driver.sync.SyncSettings;
import io.kindling.driver.train.EarlyStopping;
import io.kindling.kernels.Precision;
import io.kindling.kernels.augmentation.Augmentation;
import io.kindling.kernels.augmentation.Augmentations;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.List;
import java.util.Optional;

/** How the model is trained. */
public record TrainingConfig(
        @Default("256")
        @Range("[1, inf)")
        @Help("Rows of a step, over all shards together; more than there are means all")
        int batchSize,

        @Default("10") @Range("[1, inf)") @Help("How often every row comes")
        int epochs,

        @Default("mini_batch")
        @Help("What a step is: mini_batch takes one for each batch, lbfgs one for all rows; see docs/optimizers.md")
        SolverSettings solver,

        @Default("adam") @Help("How gradients become steps") OptimizerSettings optimizer,

        @Default("constant") @Help("How the learning rate changes from step to step")
        ScheduleSettings schedule,

        @Range("(0, inf)") @Help("Longest gradient: one with a larger norm is scaled down to it")
        Optional<Double> clipNorm,

        @Range("(0, inf)") @Help("Largest number in the gradient: larger ones are cut off, either way")
        Optional<Double> clipValue,

        @Help("Stop when validation gets no better; needs data.validation")
        Optional<EarlyStopping> earlyStopping,

        @Default("true") @Help("Whether rows come in a new random order each epoch")
        boolean shuffle,

        @Help("Random changes to the rows of each step, made in this order; see docs/augmentation.md")
        List<Augmentation> augmentation,

        @Range("[1, inf)") @Help("Steps between validations; by default there is one an epoch")
        Optional<Integer> validateEverySteps,

        @Default("loss")
        @Help("The validation figure that decides which weights are kept: loss, or a metric such as"
                + " accuracy or rmse")
        String monitor,

        @Default("10") @Range("[1, inf)") @Help("Steps between lines of metrics.csv")
        int logEverySteps,

        @Range("[0, inf)")
        @Help(
                "Steps between looks at each layer's outputs, gradients and updates (layers.csv); by default 20, or so many that"
                        + " there are some 500 looks in a run; 0: never; see docs/watching.md")
        Optional<Integer> watchEverySteps,

        @Default("{}") @Help("How often shards meet, and what they send; by default after each step, and all of it")
        SyncSettings sync,

        @Default("{}") @Help("When the state is kept, to go on from with --resume; see docs/checkpoints.md")
        CheckpointConfig checkpoint,

        @Default("float32")
        @Help("What matrix products are computed in: bf16 rounds both factors to bfloat16 where the machine multiplies"
                + " such numbers; all else stays float32; see docs/performance.md")
        Precision precision,

        @Help("Weights to start from instead of random ones: a safetensors file with PyTorch's names, or a"
                + " directory with a model; see docs/exchange.md")
        Optional<String> initialWeights) {
    /** The augmentations, as a job takes them. */
    public Augmentations augmentations() {
        return new Augmentations(augmentation);
    }
}
