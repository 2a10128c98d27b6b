package io.kindling.driver.config.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.config.binding.Sample.Config;
import io.kindling.driver.config.binding.Sample.Layer;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {
    private final SettingsReference reference = new SettingsReference(Sample.binder());

    @Test
    void theTableListsEverySettingWithItsDefault() {
        assertThat(reference.table(Config.class)).isEqualTo("""
                | Setting | Takes | Default | What it does |
                | --- | --- | --- | --- |
                | `name` | a text | required | What the run is called. |
                | `seed` | a whole number | `1` |  |
                | `model` | a mapping with input, layers | required |  |
                | `model.input` | a list of whole numbers, such as [28, 28] | required |  |
                | `model.layers` | a list, each item one of dense, relu, dropout, pool, residual | none |  |
                | `training` | a mapping with batch_size, optimizer, clip_norm, momentum, shuffle, padding, betas, limit | `{}` |  |
                | `training.batch_size` | a whole number in [1, inf) | `256` | Rows in a step. |
                | `training.optimizer` | adam | `{adam: {}}` |  |
                | `training.clip_norm` | a number in (0, inf) | none |  |
                | `training.momentum` | a number | `0.5` |  |
                | `training.shuffle` | true or false | `true` |  |
                | `training.padding` | one of same, valid, full_reflect | `same` |  |
                | `training.betas` | a list, each item a number in [0, 1) | `[0.9, 0.999]` |  |
                | `training.limit` | a duration | `PT10M` |  |
                | `columns` | a mapping of names, each value a mapping with type, width | none |  |
                | `columns.<name>.type` | a text | required |  |
                | `columns.<name>.width` | a whole number | none |  |
                | `tags` | a list, each item a text | none |  |
                | `options` | a mapping of names, each value a text | none |  |
                """);
    }

    @Test
    void theTableOfAChoiceListsTheSettingsOfEachName() {
        assertThat(reference.choiceTable(Layer.class)).isEqualTo("""
                | Setting | Takes | Default | What it does |
                | --- | --- | --- | --- |
                | `dense.units` | a whole number in [1, inf) | required | Numbers in an output row. |
                | `dense.bias` | true or false | `true` |  |
                | `relu` | no settings |  |  |
                | `dropout.rate` | a number in [0, 1) | required |  |
                | `pool.window` | a list of whole numbers, such as [28, 28] | required |  |
                | `pool.stride` | a list of whole numbers, such as [28, 28] | none |  |
                | `residual.layers` | a list, each item one of dense, relu, dropout, pool, residual | none |  |
                """);
    }

    @Test
    void onlyARegisteredChoiceHasATable() {
        assertThatThrownBy(() -> reference.choiceTable(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("java.lang.String is not registered as a choice");
    }
}
