package io.kindling.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command did.
 *
 * @param code its exit code
 * @param out all that it printed
 * @param err all that it printed on standard error
 */
public record Outcome(int code, String out, String err) {
    /** Runs a command in this JVM. */
    public static Outcome of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int code = Main.run(new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
            return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    public Outcome succeeded() {
        assertThat(code).as(err).isZero();
        return this;
    }

    /**
     * The command told the user what is wrong, in one message, and did nothing else.
     *
     * @param words that the message has, in this order
     */
    public void isWrongInput(String... words) {
        assertThat(code).as(err).isEqualTo(2);
        assertThat(err).containsSubsequence(words).doesNotContain("Exception", "at io.kindling", "\tat ");
        assertThat(err.lines().filter(line -> !line.startsWith("  ") && !line.startsWith("INFO Blas: ")))
                .as("one message; further lines of it are indented, and the choice of BLAS may stand before it")
                .hasSize(1);
        assertThat(out).doesNotContain("epoch", "step ", "Exception", "ERROR", "WARN");
    }
}
