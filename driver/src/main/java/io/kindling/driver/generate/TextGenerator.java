package io.kindling.driver.generate;

import io.kindling.driver.UserException;
import io.kindling.driver.config.WindowsConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.spark.data.FeaturePipeline;
import io.kindling.driver.store.StoredModel;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.loss.TargetKind;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.tensor.Matrix;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Continues a text, byte after byte, by a model that was trained on windows of bytes to say what comes after each. It
 * looks at as many of the last bytes as its windows had. Until there are so many, zeros stand behind them; a network that
 * is causal does not look there. Needs no Spark session. Not thread-safe.
 *
 * <pre>{@code
 * TextGenerator generator = TextGenerator.load(Path.of("runs/novel"));
 * generator.generate("It is a truth", 400, new Sampling(), System.out::print);
 * }</pre>
 */
public final class TextGenerator {
    /** Bytes of a text, in one array. */
    private static final int LONGEST = Integer.MAX_VALUE - 16;

    private static final int BYTES = 256;

    private final Model model;
    private final float[] parameters;
    private final Scaling scaling;
    private final int time;
    private final int choices;
    private final Pass pass = new Pass(Kernels.best());
    private final Matrix window;

    /**
     * A generator.
     *
     * @param model from [time] bytes to [time, classes], a class being a byte; causal
     * @param parameters of the model
     * @param scaling of the bytes, as in training
     * @throws IllegalArgumentException if the model's shapes are others
     */
    public TextGenerator(Model model, float[] parameters, Scaling scaling) {
        this.model = model;
        this.parameters = parameters;
        this.scaling = scaling;
        this.time = model.input().size();
        if (model.loss().targetKind() != TargetKind.CLASS_INDEX
                || model.target().size() != time
                || model.output().rank() != 2) {
            throw new IllegalArgumentException(
                    "it gives " + model.output() + " for " + model.input() + " bytes, not a class for each of them");
        }
        this.choices = Math.min(BYTES, model.output().last());
        this.window = Matrix.zeros(1, model.input());
    }

    /** As the other, for a model on this machine. */
    public static TextGenerator load(Path path) {
        return load(Location.of(path));
    }

    /**
     * The generator of a stored model.
     *
     * @param path a run directory, or the {@code model/} in one
     * @throws UserException if there is no model, or it was not trained on windows of bytes to say the next ones
     */
    public static TextGenerator load(Location path) {
        StoredModel stored = StoredModel.load(path);
        FeaturePipeline pipeline = FeaturePipeline.loadWithoutSpark(StoredModel.directory(path));
        Optional<WindowsConfig> windows = pipeline.windows();
        if (windows.isEmpty()) {
            throw noModelOfBytes(path, "it was not trained on data.windows");
        }
        try {
            return new TextGenerator(stored.model(), stored.parameters(), pipeline.featureScaling());
        } catch (IllegalArgumentException e) {
            throw noModelOfBytes(path, e.getMessage());
        }
    }

    /**
     * Continues a text.
     *
     * @param prompt how it begins; not empty
     * @param length how many bytes to make; some characters take several
     * @param shown given the prompt, then every character as soon as it is made
     * @return the whole text, from the prompt on
     * @throws UserException if the prompt is empty, or has a byte that the model has no class for
     */
    public String generate(String prompt, int length, Sampling sampling, Consumer<String> shown) {
        byte[] text = begun(prompt, length);
        int end = text.length - length;
        StringBuilder made = new StringBuilder();
        show(prompt, made, shown);
        StreamedText characters = new StreamedText();
        for (int step = 0; step < length; step++) {
            text[end] = next(text, end, sampling, step);
            show(characters.add(text[end]), made, shown);
            end++;
        }
        show(characters.end(), made, shown);
        return made.toString();
    }

    private static void show(String characters, StringBuilder made, Consumer<String> shown) {
        if (!characters.isEmpty()) {
            made.append(characters);
            shown.accept(characters);
        }
    }

    /** The prompt's bytes, with room for so many more. */
    private byte[] begun(String prompt, int length) {
        byte[] given = prompt.getBytes(StandardCharsets.UTF_8);
        if (given.length == 0) {
            throw new UserException("The prompt is empty; give the beginning of a text, at least one character.");
        }
        if (length < 1 || length > LONGEST - given.length) {
            throw new UserException(
                    "The length is " + length + "; it must lie from 1 to " + (LONGEST - given.length) + ".");
        }
        for (byte letter : given) {
            if ((letter & 0xFF) >= choices) {
                throw new UserException("The prompt has a character with the byte " + (letter & 0xFF)
                        + " in UTF-8, but the model only knows bytes below " + choices + ". Leave it out.");
            }
        }
        byte[] text = new byte[given.length + length];
        System.arraycopy(given, 0, text, 0, given.length);
        return text;
    }

    /** The byte behind the first {@code end}. */
    private byte next(byte[] text, int end, Sampling sampling, int step) {
        int shown = Math.min(end, time);
        float[] x = window.array();
        for (int i = 0; i < time; i++) {
            x[i] = i < shown ? text[end - shown + i] & 0xFF : 0;
        }
        scaling.apply(x, 0, time);
        pass.begin(false, 0, new long[1]).forwardOnly();
        Matrix logits = model.forward(pass, parameters, window);
        int classes = model.output().last();
        return (byte) sampling.choose(logits.array(), logits.offset() + (shown - 1) * classes, choices, step);
    }

    private static UserException noModelOfBytes(Location path, String why) {
        return new UserException("The model in " + path + " is none that generates text: " + why
                + ". Train one on data.windows whose output is [length, 256], to learn the bytes that come next.");
    }
}
