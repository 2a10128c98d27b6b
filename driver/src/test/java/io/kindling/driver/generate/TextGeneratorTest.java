package io.kindling.driver.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.UserException;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Reshape;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextGeneratorTest {
    private static final int TIME = 4;

    @Test
    void theLastByteDecidesWhileTheWindowFillsAndAfterwards() {
        assertThat(text(successor(256), "A", 8)).isEqualTo("ABCDEFGHI");
        assertThat(text(successor(256), "a longer prompt: 1", 3)).isEqualTo("a longer prompt: 1234");
    }

    /** Each position is told the successor of the window's first byte: A, AB, ABB, ABBB, then BBBB, … */
    @Test
    void theWindowIsThatOfTheLastBytes() {
        Model model = new Model(
                Shape.of(TIME), List.of(new Dense(TIME * 256), new Reshape(Shape.of(TIME, 256))), new CrossEntropy());
        float[] weights = new float[model.layout().length()];
        int bias = TIME * 256 * TIME;
        for (int unit = 0; unit < TIME * 256; unit++) {
            weights[TIME * unit] = 2 * (unit % 256);
            weights[bias + unit] = likesOneMore(unit % 256);
        }
        TextGenerator generator = new TextGenerator(model, weights, Scaling.NONE);

        assertThat(text(generator, "A", 9)).isEqualTo("ABBBBCCCCD");
        assertThat(text(generator, "--AXYZ", 2)).isEqualTo("--AXYZBY");
    }

    @Test
    void thePromptAndEachCharacterAreShownAsTheyCome() {
        List<String> shown = new ArrayList<>();
        // é is C3 A9: from C2 on come C3, C4, which are no UTF-8 alone.
        successor(256).generate("xy", 3, Sampling.greedy(), shown::add);
        assertThat(shown).containsExactly("xy", "z", "{", "|");
        shown.clear();
        assertThat(successor(256).generate("~", 3, Sampling.greedy(), shown::add))
                .isEqualTo("~\u007F\uFFFD\uFFFD");
    }

    @Test
    void theSameSeedGivesTheSameTextAndAnotherSeedAnother() {
        Model model = model(256);
        float[] weights = model.layout().initialize(1);
        for (int i = 0; i < 256; i++) {
            weights[i] /= 256;
        }
        TextGenerator generator = new TextGenerator(model, weights, Scaling.NONE);
        String once = generator.generate("It is", 50, new Sampling(), text -> {});
        assertThat(generator.generate("It is", 50, new Sampling(), text -> {})).isEqualTo(once);
        assertThat(new TextGenerator(model, weights, Scaling.NONE).generate("It is", 50, new Sampling(), text -> {}))
                .isEqualTo(once);
        assertThat(generator.generate("It is", 50, new Sampling().withSeed(2), text -> {}))
                .isNotEqualTo(once);
    }

    @Test
    void bytesAreScaledAsInTraining() {
        Model model = model(256);
        float[] weights = weights(model, 256);
        for (int c = 0; c < 256; c++) {
            weights[c] *= 256;
        }
        assertThat(text(new TextGenerator(model, weights, Scaling.by(1 / 256.0)), "A", 3))
                .isEqualTo("ABCD");
    }

    @Test
    void fewerClassesThanBytes() {
        assertThat(text(successor(100), "a", 2)).isEqualTo("abc");
        assertThatThrownBy(() -> text(successor(100), "ad", 2))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "The prompt has a character with the byte 100 in UTF-8, but the model only knows bytes below"
                                + " 100. Leave it out.");
        assertThat(text(successor(300), "\u007F", 1)).isEqualTo("\u007F\uFFFD");
    }

    @Test
    void aPromptOrALengthThatIsNone() {
        assertThatThrownBy(() -> text(successor(256), "", 5))
                .isInstanceOf(UserException.class)
                .hasMessage("The prompt is empty; give the beginning of a text, at least one character.");
        assertThatThrownBy(() -> text(successor(256), "a", 0))
                .isInstanceOf(UserException.class)
                .hasMessage("The length is 0; it must lie from 1 to 2147483630.");
    }

    @Test
    void aModelThatDoesNotTellEachByteItsNext() {
        List<Layer> one = List.of(new Dense(256));
        Model oneClass = new Model(Shape.of(TIME), one, new CrossEntropy());
        Model numbers = new Model(Shape.of(TIME), one, new MeanSquaredError());
        for (Model model : List.of(oneClass, numbers)) {
            assertThatThrownBy(() ->
                            new TextGenerator(model, new float[model.layout().length()], Scaling.NONE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("it gives " + model.output() + " for [4] bytes, not a class for each of them");
        }
    }

    private static String text(TextGenerator generator, String prompt, int length) {
        return generator.generate(prompt, length, Sampling.greedy(), text -> {});
    }

    /** Says that x is followed by x + 1. */
    private static TextGenerator successor(int classes) {
        Model model = model(classes);
        return new TextGenerator(model, weights(model, classes), Scaling.NONE);
    }

    private static Model model(int classes) {
        return new Model(
                Shape.of(TIME), List.of(new Reshape(Shape.of(TIME, 1)), new Dense(classes)), new CrossEntropy());
    }

    /** {@code -(c - (x + 1))²} without what is the same for all classes: {@code 2c·x + (2c - c²)}. */
    private static float[] weights(Model model, int classes) {
        float[] weights = new float[model.layout().length()];
        for (int c = 0; c < classes; c++) {
            weights[c] = 2 * c;
            weights[classes + c] = likesOneMore(c);
        }
        return weights;
    }

    private static float likesOneMore(int c) {
        return 2 * c - c * c;
    }
}
