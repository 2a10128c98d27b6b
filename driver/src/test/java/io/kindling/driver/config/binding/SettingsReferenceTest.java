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
        assertThat(SettingsReference.table(reference.rows(Config.class))).isEqualTo("""
                | Key | Type | Default | Range | What it does |
                | --- | --- | --- | --- | --- |
                | `name` | text | required |  | What the run is called. |
                | `seed` | whole number | `1` |  |  |
                | `model` | section | required |  |  |
                | `model.input` | shape | required |  |  |
                | `model.layers` | list of layers | empty |  |  |
                | `training` | section, or just its `batch_size` | `{}` |  |  |
                | `training.batch_size` | whole number | `256` | [1, inf) | Rows in a step. |
                | `training.optimizer` | rule | `{adam: {}}` |  |  |
                | `training.clip_norm` | number | none | (0, inf) |  |
                | `training.momentum` | number | `0.5` |  |  |
                | `training.shuffle` | `true`, `false` | `true` |  |  |
                | `training.padding` | `same`, `valid`, `full_reflect` | `same` |  |  |
                | `training.betas` | list of numbers | `[0.9, 0.999]` | [0, 1) |  |
                | `training.limit` | a duration | `PT10M` |  |  |
                | `columns` | mapping of sections | empty |  |  |
                | `columns.<name>.type` | text | required |  |  |
                | `columns.<name>.width` | whole number | none |  |  |
                | `tags` | list of texts | empty |  |  |
                | `options` | mapping of texts | empty |  |  |
                """);
    }

    @Test
    void theTableOfAChoiceListsTheSettingsOfEachName() {
        assertThat(SettingsReference.table(reference.choiceRows(Layer.class))).isEqualTo("""
                | Key | Type | Default | Range | What it does |
                | --- | --- | --- | --- | --- |
                | `dense` |  |  |  | A row times a matrix. |
                | `dense.units` | whole number | required | [1, inf) | Numbers in an output row. |
                | `dense.bias` | `true`, `false` | `true` |  |  |
                | `relu` |  |  |  |  |
                | `dropout` |  |  |  |  |
                | `dropout.rate` | number | required | [0, 1) |  |
                | `pool` |  |  |  |  |
                | `pool.window` | shape | required |  |  |
                | `pool.stride` | shape | none |  |  |
                | `residual` |  |  |  |  |
                | `residual.layers` | list of layers | empty |  |  |
                """);
    }

    @Test
    void onlyARegisteredChoiceHasATable() {
        assertThatThrownBy(() -> reference.choiceRows(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("java.lang.String is not registered as a choice");
    }
}
