package io.kindling.driver.spark.fault;

import io.kindling.driver.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says whose steps are Spark jobs of its own JVM, and fail. */
@Tag("slow")
class FaultsInOneJvmTest {
    private static final String FAULTY = "{" + Faulty.class.getName() + ": {fault: %s, after: 100}}";

    @TempDir
    private Path folder;

    @Test
    void aLayerThatThrowsIsToldByItsMessageAndItsPlace() throws IOException, InterruptedException {
        FaultyRun run = new FaultyRun(folder);
        Outcome outcome = run.failed(
                run.start(FAULTY.formatted("throws"), "--master", "local[2]"),
                "A task in this JVM failed during ",
                "step ",
                "java.lang.IllegalStateException: planted (thrown at ",
                "Faulty.goWrong(Faulty.java:",
                "The run goes on after step ",
                "by: train --resume --run-dir " + run.directory());
        run.leftAModel(outcome);
    }

    @Test
    void lackOfMemoryIsToldWithWhatWasNeededAndWhatToDo() throws IOException, InterruptedException {
        FaultyRun run = new FaultyRun(folder);
        Outcome outcome = run.failed(
                run.start(FAULTY.formatted("memory"), "--master", "local[2]"),
                "A task in this JVM ran out of memory during ",
                "java.lang.OutOfMemoryError: Java heap space",
                "By the plan it needs ",
                "Raise the heap of this JVM (spark.driver.memory, -Xmx; now 1024m)",
                "lower training.batch_size, or give more spark.shards.");
        run.leftAModel(outcome);
    }

    @Test
    void aStepThatDoesNotEndIsGivenUp() throws IOException, InterruptedException {
        FaultyRun run = new FaultyRun(folder);
        Outcome outcome = run.failed(
                run.start(FAULTY.formatted("hangs"), "--master", "local[2]", "--set", "spark.step_timeout=12"),
                "No task has come to an end for 12 s (spark.step_timeout) during ",
                "tasks run: ");
        run.leftAModel(outcome);
    }

    @Test
    void aSessionThatIsStoppedUnderTheRunLeavesTheBestModel() throws IOException, InterruptedException {
        FaultyRun run = new FaultyRun(folder);
        Outcome outcome = run.failed(
                run.start(FAULTY.formatted("stops"), "--master", "local[2]"),
                "The Spark session was stopped during ",
                "The run goes on after step ");
        run.leftAModel(outcome);
    }
}
