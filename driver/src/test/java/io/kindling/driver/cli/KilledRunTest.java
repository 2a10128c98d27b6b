package io.kindling.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.Home;
import io.kindling.driver.OtherJvm;
import io.kindling.driver.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed (SIGKILL) at a hundred random moments, from the start of the JVM on, can be gone on with each time, and
 * ends with the weights of one that was left alone.
 */
@Tag("slow")
class KilledRunTest {
    private static final int KILLS = Integer.getInteger("kindling.kills", 100);
    private static final int AT_A_TIME = 2;
    /** As the exit code of a process that SIGKILL ended: 128 + 9. */
    private static final int KILLED = 137;

    private static final String CONF = """
            name: killed
            seed: 2
            data:
              train: {path: "%s", where: id %% 4 = 0}
              validation: {fraction: 0.2}
              exclude: [id]
              label: {column: type, classes: [nonspam, spam]}
              log1p: true
              standardize: true
            model:
              input: [57]
              layers: [dense: 48, batch_norm, relu, dropout: 0.2, dense: 1]
              loss: binary_cross_entropy
            training:
              batch_size: 32
              epochs: 300
              optimizer: {adam: {learning_rate: 0.002}}
              schedule: {reduce_on_plateau: {factor: 0.7, patience: 5}}
              checkpoint: {every_steps: 20, best_after_minutes: 0}
            engine: local
            spark: {shards: 2}
            """;

    @TempDir
    private Path folder;

    private final AtomicInteger kills = new AtomicInteger();

    /** What the kills of one chain of runs came to. */
    private record Killed(int finished, int resumed) {}

    @Test
    void killedAtAHundredMomentsARunCanAlwaysBeResumedAndEndsWithTheSameWeights() throws Exception {
        Path conf = folder.resolve("killed.yaml");
        Files.writeString(conf, CONF.formatted(Home.path("examples/data/spambase/spambase.csv.gz")));
        Path alone = folder.resolve("alone");
        long start = System.nanoTime();
        finished(start(folder.resolve("alone-output"), conf, alone));
        long millis = (System.nanoTime() - start) / 1_000_000;
        String digest = digest(alone);

        ExecutorService chains = Executors.newFixedThreadPool(AT_A_TIME);
        List<Future<Killed>> running = new ArrayList<>();
        for (int i = 0; i < AT_A_TIME; i++) {
            int chain = i;
            running.add(chains.submit((Callable<Killed>) () -> killAndResume(chain, conf, digest, millis)));
        }
        int finished = 0;
        int resumed = 0;
        for (Future<Killed> future : running) {
            finished += future.get().finished;
            resumed += future.get().resumed;
        }
        chains.shutdown();
        System.out.println(kills + " kills; " + resumed + " runs went on from a checkpoint, " + finished
                + " came to their end with " + digest);
        assertThat(kills.get()).isGreaterThanOrEqualTo(KILLS);
        assertThat(resumed).isGreaterThan(KILLS / 4);
        assertThat(finished).isGreaterThanOrEqualTo(AT_A_TIME);
    }

    /** One run after the other, each killed again and again until it is done. */
    private Killed killAndResume(int chain, Path conf, String digest, long millis) throws Exception {
        Random moments = new Random(chain);
        int finished = 0;
        int resumed = 0;
        for (int run = 0; kills.get() < KILLS; run++) {
            Path directory = folder.resolve("run-" + chain + "-" + run);
            Path output = folder.resolve("output-" + chain + "-" + run);
            boolean done = false;
            while (!done) {
                Running process = start(output, conf, directory);
                boolean last = kills.get() >= KILLS;
                long moment = last ? Long.MAX_VALUE : (long) (moments.nextDouble() * 1.1 * millis);
                if (last || process.process.waitFor(moment, TimeUnit.MILLISECONDS)) {
                    resumed += finished(process);
                    done = true;
                } else {
                    if (process.process.destroyForcibly().waitFor() == KILLED) {
                        kills.incrementAndGet();
                    }
                    resumed += process.resumed();
                }
            }
            assertThat(digest(directory)).isEqualTo(digest);
            finished++;
        }
        return new Killed(finished, resumed);
    }

    /** A process and where it speaks. */
    private record Running(OtherJvm jvm, Process process) {
        int resumed() throws IOException {
            return Files.readString(jvm.out()).contains("resuming after step") ? 1 : 0;
        }
    }

    private static Running start(Path output, Path conf, Path directory) throws IOException {
        Files.createDirectories(output);
        OtherJvm jvm = new OtherJvm(output);
        String[] command = {
            "train", conf.toString(), "--run-dir", directory.toString(), "--resume", "--master", "local[1]"
        };
        return new Running(jvm, jvm.start("spark.ui.enabled=false", command));
    }

    private static int finished(Running running) throws IOException, InterruptedException {
        Outcome outcome = running.jvm.outcome(running.process).succeeded();
        assertThat(outcome.out()).containsAnyOf("done after ", "there is nothing left to do");
        return running.resumed();
    }

    private static String digest(Path directory) throws IOException {
        return new ObjectMapper()
                .readTree(directory.resolve("summary.json").toFile())
                .get("weights_sha256")
                .asText();
    }
}
