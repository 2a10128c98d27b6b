package io.kindling.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.config.binding.ConfigException;
import org.junit.jupiter.api.Test;

class LabelChecksTest {
    private static final String WINDOWS = "{train: {path: novel.txt, format: text}, windows: 6}";

    @Test
    void aNetworkThatTellsEachByteTheNext() {
        assertThat(run(WINDOWS, "[6]", "[reshape: [6, 1], dense: 256]").data().windows())
                .contains(WindowsConfig.of(6));
    }

    @Test
    void aWindowOfAnotherLengthThanTheInput() {
        isRefused(
                WINDOWS,
                "[8]",
                "[reshape: [8, 1], dense: 256]",
                "model.input is [8], but a window has 6 bytes: [6]",
                "model.layers: the network gives [8, 256], but of a window it is to say what comes after each of 6"
                        + " bytes: give it the output [6, 256]");
    }

    @Test
    void anOutputThatIsNoByteForEachByte() {
        isRefused(WINDOWS, "[6]", "[dense: 256]", "model.layers: the network gives [256], but of a window");
    }

    @Test
    void anotherLabelOfAWindowIsFree() {
        String byAuthor = "{train: {path: novels, format: text}, windows: 6, label: text}";
        assertThat(run(byAuthor, "[6]", "[dense: 2]").data().label()).contains(LabelConfig.of("text"));
    }

    @Test
    void aForgottenFlattenOfPictures() {
        isRefused(
                "{train: {images: i, labels: l}}",
                "[28, 28]",
                "[dense: 10]",
                "model.layers: the network gives [28, 10], a class for each of 28 vectors, but a row has one label; put a"
                        + " flatten in front of the first dense layer");
    }

    @Test
    void picturesWithoutLabelsAreForPredictionOnly() {
        isRefused(
                "{train: {images: i}, validation: {images: v}, test: {images: t}}",
                "[784]",
                "[dense: 10]",
                "data.train has images without labels, which can only be predicted; give their labels, too",
                "data.validation has images",
                "data.test has images");
    }

    private static void isRefused(String data, String input, String layers, String... words) {
        assertThatThrownBy(() -> run(data, input, layers))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(words);
    }

    private static RunConfig run(String data, String input, String layers) {
        return ConfigLoader.parse(
                "run",
                "name: a\ndata: " + data + "\nmodel: {input: " + input + ", layers: " + layers
                        + ", loss: cross_entropy}\n");
    }
}
