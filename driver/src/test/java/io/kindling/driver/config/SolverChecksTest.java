package io.kindling.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.config.binding.ConfigException;
import io.kindling.driver.solver.Lbfgs;
import io.kindling.driver.solver.MiniBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SolverChecksTest {
    @Test
    void unlessSaidOtherwiseBatchesMakeTheSteps() {
        assertThat(training("epochs: 3").solver()).isEqualTo(new MiniBatch());
        assertThat(training("solver: mini_batch, optimizer: sgd, clip_norm: 1").solver())
                .isEqualTo(new MiniBatch());
    }

    @Test
    void lbfgsTakesItsOwnSettingsAndThoseOfAnyTraining() {
        assertThat(training("solver: lbfgs").solver()).isEqualTo(new Lbfgs(10, 1e-6, 0, 0));
        assertThat(training("solver: {lbfgs: {history: 5, tolerance: 1e-4, l2: 0.1, l1: 0.2}}, batch_size: 64,"
                                + " epochs: 200, early_stopping: {patience: 2}")
                        .solver())
                .isEqualTo(new Lbfgs(5, 1e-4, 0.1, 0.2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optimizer: adam",
                "optimizer: {adam: {learning_rate: 0.001}}",
                "schedule: constant",
                "sync: {local_steps: 1, compression: none}"
            })
    void whatIsSpelledOutAsItIsAnywayDoesNoHarm(String setting) {
        assertThat(training("solver: lbfgs, " + setting).solver()).isInstanceOf(Lbfgs.class);
    }

    @Test
    void allThatLbfgsHasNoUseForIsNamedInOneMessage() {
        isRefused(
                "solver: lbfgs, optimizer: sgd, schedule: cosine, clip_norm: 1, clip_value: 2, sync: {local_steps: 4}",
                "training.optimizer, training.schedule, training.clip_norm, training.clip_value, training.sync");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            optimizer: sgd                          | training.optimizer
            optimizer: {adam: {learning_rate: 0.1}} | training.optimizer
            schedule: {constant: {warmup_steps: 5}} | training.schedule
            clip_value: 1                           | training.clip_value
            sync: {compression: bf16}               | training.sync
            """)
    void andOneAloneToo(String setting, String name) {
        isRefused("solver: lbfgs, " + setting, name);
    }

    private static void isRefused(String training, String names) {
        assertThatThrownBy(() -> training(training))
                .isInstanceOf(ConfigException.class)
                .message()
                .containsOnlyOnce("training.solver")
                .contains("lbfgs finds its steps by a line search over all rows and has no use for " + names
                        + "; leave out either these or the solver");
    }

    private static TrainingConfig training(String training) {
        return ConfigLoader.parse("run", """
                        name: a
                        data: {train: a.csv, label: y, validation: 0.1}
                        model: {input: [2], layers: [dense: 1], loss: mse}
                        training: {%s}
                        """.formatted(training)).training();
    }
}
