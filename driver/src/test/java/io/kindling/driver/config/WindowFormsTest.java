package io.kindling.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.config.binding.ConfigException;
import io.kindling.driver.config.binding.ConfigWriter;
import io.kindling.driver.config.binding.YamlDocument;
import io.kindling.kernels.convolution.AvgPool2d;
import io.kindling.kernels.convolution.Conv1d;
import io.kindling.kernels.convolution.Conv2d;
import io.kindling.kernels.convolution.Extent;
import io.kindling.kernels.convolution.MaxPool2d;
import io.kindling.kernels.convolution.Padding;
import io.kindling.kernels.convolution.PoolStride;
import io.kindling.kernels.convolution.SequencePadding;
import io.kindling.kernels.layer.Layer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WindowFormsTest {
    record Chosen(Layer layer) {}

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("{conv2d: 32}", new Conv2d(32, 3)),
                Arguments.of(
                        "{conv2d: {filters: 32, kernel: 5, padding: 2}}", new Conv2d(32, 5).withPadding(Padding.of(2))),
                Arguments.of(
                        "{conv2d: {filters: 8, kernel: [3, 5], stride: [2, 1], padding: [0, 4], dilation: [1, 2]}}",
                        new Conv2d(8, new Extent(3, 5))
                                .withStride(new Extent(2, 1))
                                .withPadding(Padding.of(0, 4))
                                .withDilation(new Extent(1, 2))),
                Arguments.of(
                        "{conv2d: {filters: 8, padding: same, groups: 2, bias: false}}",
                        new Conv2d(8, 3).withPadding(Padding.SAME).withGroups(2).withBias(false)),
                Arguments.of(
                        "{conv1d: {filters: 8, kernel: 5, padding: causal}}",
                        new Conv1d(8, 5).withPadding(SequencePadding.CAUSAL)),
                Arguments.of(
                        "{conv1d: {filters: 8, padding: same}}", new Conv1d(8, 3).withPadding(SequencePadding.SAME)),
                Arguments.of(
                        "{conv1d: {filters: 8, padding: 2, stride: 2}}",
                        new Conv1d(8, 3).withPadding(SequencePadding.of(2)).withStride(2)),
                Arguments.of("{max_pool2d: 2}", new MaxPool2d(2)),
                Arguments.of(
                        "{max_pool2d: {kernel: 3, stride: 2, padding: 1}}",
                        new MaxPool2d(3).withStride(Extent.of(2)).withPadding(Padding.of(1))),
                Arguments.of(
                        "{avg_pool2d: {kernel: [2, 3], stride: kernel}}",
                        new AvgPool2d(new Extent(2, 3), PoolStride.KERNEL, Padding.NONE, true)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aFormIsReadAndWrittenBack(String form, Layer layer) {
        assertThat(read(form)).isEqualTo(layer);
        String written = new ConfigWriter(ConfigLoader.binder()).write(new Chosen(layer));
        assertThat(ConfigLoader.binder()
                        .bind(YamlDocument.parse("written", written), Chosen.class)
                        .layer())
                .isEqualTo(layer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {conv2d: {filters: 8, kernel: 0}}          | conv2d.kernel is 0; it must be a whole number from 1 on or a pair [height, width] of such
            {conv2d: {filters: 8, kernel: -1}}         | conv2d.kernel is -1; it must be a whole number from 1 on
            {conv2d: {filters: 8, kernel: large}}      | conv2d.kernel is "large"; it must be a whole number
            {conv2d: {filters: 8, kernel: 2.5}}        | conv2d.kernel is 2.5; it must be a whole number
            {conv2d: {filters: 8, stride: [1, 2, 3]}}  | conv2d.stride is [1, 2, 3]; it must be a whole number
            {conv2d: {filters: 8, stride: [1, 0]}}     | conv2d.stride is [1, 0]; it must be a whole number
            {conv2d: {filters: 8, stride: [1, x]}}     | conv2d.stride is [1, "x"]; it must be a whole number
            {conv2d: {filters: 8, padding: -1}}        | conv2d.padding is -1; it must be a whole number from 0 on, a pair [height, width] of such, or same
            {conv2d: {filters: 8, padding: [-1, -1]}}  | conv2d.padding is -1; it must be a whole number from 0 on
            {conv2d: {filters: 8, padding: valid}}     | conv2d.padding is "valid"; it must be a whole number from 0 on
            {conv2d: {filters: 0}}                     | conv2d.filters is 0
            {conv2d: {filters: 8, groups: 3}}          | conv2d has 8 filters in 3 groups; both must be at least 1, and filters a multiple of groups
            {conv1d: {filters: 8, padding: -2}}        | conv1d.padding is -2; it must be a whole number from 0 on, same or causal
            {conv1d: {filters: 8, padding: [1, 1]}}    | conv1d.padding is [1, 1]; it must be a whole number from 0 on, same or causal
            {max_pool2d: {kernel: 2, stride: 0}}       | max_pool2d.stride is 0; it must be
            {max_pool2d: {kernel: 2, stride: half}}    | max_pool2d.stride is "half"; it must be kernel, a whole number from 1 on or a pair
            max_pool2d                                 | max_pool2d.kernel is missing; give a whole number from 1 on or a pair [height, width] of such
            """)
    void aFormThatWillNotDoIsNamedWithWhatWill(String form, String message) {
        assertThatThrownBy(() -> read(form))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message.startsWith("conv2d has") ? message : "layer." + message);
    }

    private static Layer read(String form) {
        return ConfigLoader.binder()
                .bind(YamlDocument.parse("form", "layer: " + form), Chosen.class)
                .layer();
    }
}
