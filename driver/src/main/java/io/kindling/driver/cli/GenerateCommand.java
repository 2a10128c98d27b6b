package io.kindling.driver.cli;

import io.kindling.driver.UserException;
import io.kindling.driver.files.Location;
import io.kindling.driver.generate.Sampling;
import io.kindling.driver.generate.TextGenerator;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kindling generate --model DIR --prompt TEXT}. */
@Command(
        name = "generate",
        description = "Continues a text by a model that was trained on windows of bytes. Needs no Spark.",
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
    private static final char UNREADABLE = '\uFFFD';

    @Option(names = "--model", paramLabel = "DIR", required = true, description = "a run directory or its model/")
    private String model;

    @Option(names = "--prompt", paramLabel = "TEXT", required = true, description = "how the text begins")
    private String prompt;

    @Option(
            names = "--length",
            paramLabel = "BYTES",
            defaultValue = "400",
            description = "how many bytes to make; ${DEFAULT-VALUE} by default")
    private int length;

    @Option(
            names = "--temperature",
            paramLabel = "NUMBER",
            defaultValue = "0.8",
            description = "0 for always the likeliest byte, 1 for as often as the model says, above for more surprise;"
                    + " ${DEFAULT-VALUE} by default")
    private double temperature;

    @Option(
            names = "--top-k",
            paramLabel = "COUNT",
            defaultValue = "20",
            description = "how many of the likeliest bytes to draw from; ${DEFAULT-VALUE} by default")
    private int topK;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "the same seed makes the same text; ${DEFAULT-VALUE} by default")
    private long seed;

    @Override
    public Integer call() {
        Sampling sampling = sampling();
        demandReadable();
        SparkOptions.demandKernels();
        TextGenerator generator = TextGenerator.load(Location.of(model));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        generator.generate(prompt, length, sampling, characters -> {
            out.print(characters);
            out.flush();
        });
        out.println();
        return 0;
    }

    /** Java puts U+FFFD for what it could not read of its command line. */
    private void demandReadable() {
        if (prompt.indexOf(UNREADABLE) >= 0) {
            throw new UserException("The prompt has characters that could not be read, as this terminal's locale is not"
                    + " one of UTF-8. Set LC_ALL=C.UTF-8, or leave them out.");
        }
    }

    private Sampling sampling() {
        try {
            return new Sampling(temperature, topK, seed);
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage(), e);
        }
    }
}
