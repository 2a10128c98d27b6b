package io.kindling.driver.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsTest {
    /** A default between backticks is YAML; without it, there is none, or the setting must be given. */
    private static final String DEFAULTS = """
            name = required
            seed = `1`
            data = required
            model = required
            training = `{}`
            engine = `auto`
            spark = `{}`
            data.train = required
            data.train.path = none
            data.train.format = none
            data.train.options = empty
            data.train.table = none
            data.train.where = none
            data.train.images = none
            data.train.labels = none
            data.validation = none
            data.validation.fraction = none
            data.validation.column = none
            data.validation.where = none
            data.validation.path = none
            data.validation.format = none
            data.validation.options = empty
            data.validation.table = none
            data.validation.images = none
            data.validation.labels = none
            data.test = none
            data.test.path = none
            data.test.format = none
            data.test.options = empty
            data.test.table = none
            data.test.where = none
            data.test.images = none
            data.test.labels = none
            data.windows = none
            data.windows.length = required
            data.windows.stride = none
            data.windows.column = none
            data.columns = empty
            data.exclude = empty
            data.label = none
            data.label.column = required
            data.label.standardize = `false`
            data.label.classes = empty
            data.weight = none
            data.order_by = none
            data.scale = `1`
            data.log1p = `false`
            data.standardize = `false`
            data.sequences = none
            data.sequences.length = required
            data.transformers = empty
            data.invalid = `error`
            model.input = required
            model.layers = empty
            model.loss = required
            dense.units = required
            dense.bias = `true`
            dense.initializer = `auto`
            reshape.shape = required
            dropout.rate = `0.5`
            residual.layers = empty
            chain.layers = empty
            leaky_relu.negative_slope = `0.01`
            elu.alpha = `1`
            gelu.approximate = `none`
            hardtanh.min_value = `-1`
            hardtanh.max_value = `1`
            cross_entropy.targets = `class_index`
            cross_entropy.label_smoothing = `0`
            cross_entropy.class_weights = empty
            binary_cross_entropy.positive_weight = `1`
            huber.delta = `1`
            xavier.distribution = `uniform`
            xavier.gain = `1`
            he.distribution = `normal`
            lecun.distribution = `normal`
            orthogonal.gain = `1`
            normal.deviation = `0.05`
            constant.value = required
            training.batch_size = `256`
            training.epochs = `10`
            training.optimizer = `adam`
            training.schedule = `constant`
            training.clip_norm = none
            training.clip_value = none
            training.early_stopping = none
            training.early_stopping.patience = `3`
            training.early_stopping.min_delta = `0`
            training.shuffle = `true`
            training.augmentation = empty
            training.validate_every_steps = none
            training.monitor = `loss`
            training.log_every_steps = `10`
            shift.pixels = required
            rotation.degrees = required
            zoom.most = required
            crop.smallest = `0.08`
            crop.stretch = `1.3333333333333333`
            flip.direction = `horizontal`
            flip.probability = `0.5`
            cutout.size = required
            noise.deviation = required
            mixup.alpha = `0.2`
            sgd.learning_rate = `0.01`
            sgd.momentum = `0`
            sgd.nesterov = `false`
            sgd.l2 = `0`
            rmsprop.learning_rate = `0.01`
            rmsprop.alpha = `0.99`
            rmsprop.epsilon = `1e-8`
            rmsprop.momentum = `0`
            rmsprop.l2 = `0`
            adagrad.learning_rate = `0.01`
            adagrad.epsilon = `1e-10`
            adagrad.l2 = `0`
            adadelta.learning_rate = `1.0`
            adadelta.rho = `0.9`
            adadelta.epsilon = `1e-6`
            adadelta.l2 = `0`
            adam.learning_rate = `0.001`
            adam.beta1 = `0.9`
            adam.beta2 = `0.999`
            adam.epsilon = `1e-8`
            adam.amsgrad = `false`
            adam.l2 = `0`
            adamw.learning_rate = `0.001`
            adamw.beta1 = `0.9`
            adamw.beta2 = `0.999`
            adamw.epsilon = `1e-8`
            adamw.weight_decay = `0.01`
            nadam.learning_rate = `0.002`
            nadam.beta1 = `0.9`
            nadam.beta2 = `0.999`
            nadam.epsilon = `1e-8`
            nadam.momentum_decay = `0.004`
            nadam.l2 = `0`
            lamb.learning_rate = `0.001`
            lamb.beta1 = `0.9`
            lamb.beta2 = `0.999`
            lamb.epsilon = `1e-6`
            lamb.weight_decay = `0.01`
            lars.learning_rate = `1.0`
            lars.momentum = `0.9`
            lars.trust = `0.001`
            lars.weight_decay = `0.0005`
            constant.warmup_steps = `0`
            step.every = required
            step.factor = `0.1`
            step.warmup_steps = `0`
            multi_step.at = empty
            multi_step.factor = `0.1`
            multi_step.warmup_steps = `0`
            exponential.factor = required
            exponential.warmup_steps = `0`
            cosine.steps = none
            cosine.minimum = `0`
            cosine.warmup_steps = `0`
            linear_warmup.steps = required
            linear_warmup.start_factor = `0.1`
            one_cycle.max_learning_rate = none
            one_cycle.steps = none
            one_cycle.warmup_fraction = `0.3`
            one_cycle.start_divisor = `25`
            one_cycle.final_divisor = `10000`
            polynomial.steps = none
            polynomial.power = `1`
            polynomial.warmup_steps = `0`
            reduce_on_plateau.factor = `0.1`
            reduce_on_plateau.patience = `10`
            reduce_on_plateau.threshold = `1e-4`
            reduce_on_plateau.minimum = `0`
            reduce_on_plateau.warmup_steps = `0`
            spark.shards = `auto`
            spark.conf = empty
            """;

    @Test
    void noDefaultChangesWithoutThisTable() {
        String found = SettingsPage.tables().values().stream()
                .flatMap(List::stream)
                .filter(row -> !row.type().isEmpty())
                .map(row -> row.path() + " = " + row.defaultText() + "\n")
                .collect(Collectors.joining());

        assertThat(found).isEqualTo(DEFAULTS);
    }
}
