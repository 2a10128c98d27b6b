package io.kindling.driver.tracking.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.files.FaultyFileSystem;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.MetricsLine;
import io.kindling.driver.report.Summary;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.tracking.TrackedRun;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingResult.Status;
import io.kindling.driver.train.ValidationReport;
import io.kindling.kernels.parameter.ParameterLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.HistogramProto;

/** Trainings on mails, whose event files are read by others' code. */
@Tag("spark")
class TensorBoardTest {
    private static final ParameterLayout LAYOUT =
            ConfigLoader.parse("test", TrackedRun.YAML).model().model().layout();

    @TempDir
    private Path folder;

    /** Copies what there was to be seen at the time. */
    private static final class Witness implements TrainingListener {
        private final Map<Long, float[]> gradients = new LinkedHashMap<>();
        private final Map<Long, float[]> weights = new LinkedHashMap<>();
        private final Map<Long, Double> norms = new LinkedHashMap<>();

        @Override
        public boolean wantsGradient(long step) {
            return true;
        }

        @Override
        public void gradient(long step, float[] gradient) {
            gradients.put(step, gradient.clone());
        }

        @Override
        public void step(StepReport step) {
            norms.put(step.step(), step.gradientNorm());
        }

        @Override
        public void validated(ValidationReport validation) {
            weights.put(validation.step(), validation.weights().clone());
        }
    }

    @Test
    void theScalarsAreTheFiguresOfMetricsCsvAndOfTheTest() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        long before = System.currentTimeMillis() / 1000;
        Summary summary = TrackedRun.run(TrackedRun.YAML, directory);
        List<Event> events = EventFiles.inFolder(tensorboard(directory));

        Map<String, Double> expected = TrackedRun.metrics(directory);
        summary.test()
                .forEach((name, value) ->
                        expected.put("test/" + name + " at " + summary.result().steps(), value));
        assertThat(expected).containsKeys("train/loss at 3", "validation/accuracy at 2", "learning_rate at 3");
        assertThat(EventFiles.scalars(events)).isEqualTo(rounded(expected));
        assertThat(events).allSatisfy(event -> assertThat(event.getWallTime()).isBetween(before - 1.0, before + 600.0));
    }

    @Test
    void theHistogramsAreThoseOfTheWeightsAndMeanGradients() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        Witness witness = new Witness();
        long steps =
                TrackedRun.run(TrackedRun.YAML, directory, witness).result().steps();
        Map<String, HistogramProto> histograms = histograms(EventFiles.inFolder(tensorboard(directory)));

        witness.gradients.forEach((step, gradient) -> assertThat(Math.sqrt(sumOfSquares(gradient)))
                .isCloseTo(witness.norms.get(step), within(1e-6 * witness.norms.get(step))));
        int expected = 0;
        for (long step = 1; step <= steps; step++) {
            if (step % 2 == 0 || step == steps) {
                float[] weights = witness.weights.get(step);
                float[] gradient = witness.gradients.get(step);
                for (ParameterLayout.Entry entry : LAYOUT.all()) {
                    holds(histograms.get("weights/" + entry.name() + " at " + step), slice(weights, entry));
                    expected++;
                }
                for (ParameterLayout.Entry entry : LAYOUT.entries()) {
                    holds(histograms.get("gradients/" + entry.name() + " at " + step), slice(gradient, entry));
                    expected++;
                }
            }
        }
        assertThat(histograms).hasSize(expected).containsKey("weights/layers.1.running_mean at 2");
    }

    /** Stopped at 4 and at 7; the checkpoint of 7 is lost, so that steps 5 to 7 come again. */
    @Test
    void aRunThatGoesOnTakesBackTheStepsThatComeAgain() throws IOException {
        Location path = Location.of(
                "faulty:" + folder + "/elsewhere",
                Map.of("spark.hadoop.fs.faulty.impl", FaultyFileSystem.class.getName()));
        TrackedRun.runUntil(4, TrackedRun.YAML, RunDirectory.create(path));
        TrackedRun.runUntil(7, TrackedRun.YAML, RunDirectory.resume(path));
        path.resolve("checkpoints").resolve("step-7").delete();
        RunDirectory directory = RunDirectory.resume(path);
        Summary summary = TrackedRun.run(TrackedRun.YAML, directory);
        assertThat(summary.result().status()).isEqualTo(Status.COMPLETED);

        List<Event> events = EventFiles.inFolder(tensorboard(directory));
        Map<String, Float> scalars = EventFiles.scalars(events);
        scalars.keySet().removeIf(name -> name.startsWith("test/"));
        assertThat(scalars).isEqualTo(rounded(TrackedRun.metrics(directory)));
        assertThat(tensorboard(directory).names()).hasSize(3).allMatch(name -> name.contains("tfevents"));
        assertThat(histograms(events).keySet())
                .filteredOn(name -> name.startsWith("gradients/layers.0.weight at "))
                .doesNotHaveDuplicates()
                .hasSize((int) summary.result().steps() / 2
                        + (int) (summary.result().steps() % 2));
    }

    @Test
    void nothingOfItChangesTheWeightsAndNothingIsWrittenWhereItIsOff() throws IOException {
        RunDirectory on = RunDirectory.create(folder.resolve("on"));
        RunDirectory plain = RunDirectory.create(folder.resolve("plain"));
        RunDirectory off = RunDirectory.create(folder.resolve("off"));
        String digest = TrackedRun.run(TrackedRun.YAML, on).weightsSha256();

        assertThat(TrackedRun.run(TrackedRun.YAML + "tracking: {tensorboard: {histograms: false}}", plain)
                        .weightsSha256())
                .isEqualTo(digest);
        assertThat(histograms(EventFiles.inFolder(tensorboard(plain)))).isEmpty();
        assertThat(EventFiles.scalars(EventFiles.inFolder(tensorboard(plain)))).isNotEmpty();
        assertThat(TrackedRun.run(TrackedRun.YAML + "tracking: {tensorboard: false}", off)
                        .weightsSha256())
                .isEqualTo(digest);
        assertThat(off.path().names()).doesNotContain("tensorboard");
    }

    @Test
    void aFileCanBeReadWhileTrainingGoesOn() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        Map<Long, Integer> seen = new LinkedHashMap<>();
        TrackedRun.run(TrackedRun.YAML, directory, new TrainingListener() {
            @Override
            public void validated(ValidationReport validation) {
                try {
                    Map<String, Float> scalars = EventFiles.scalars(EventFiles.inFolder(tensorboard(directory)));
                    assertThat(scalars).containsKey("validation/loss at " + validation.step());
                    seen.put(validation.step(), scalars.size());
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        });
        assertThat(List.copyOf(seen.values())).hasSizeGreaterThan(3).isSorted();
    }

    @Test
    void aFullDiskEndsTheEventFilesAndNotTheRun() throws IOException {
        Path full = folder.resolve("full");
        Location place = Location.of(
                "brimful:" + folder + "/events",
                Map.of(
                        "spark.hadoop.fs.brimful.impl", FaultyFileSystem.class.getName(),
                        "spark.hadoop.fs.faulty.full", full.toString()));
        try (TensorBoard board = new TensorBoard(place, LAYOUT, true, Optional.empty())) {
            board.accept(new MetricsLine(1, 1, Map.of("train_loss", 0.5), Map.of(), Map.of()));
            Files.createFile(full);
            board.accept(new MetricsLine(2, 1, Map.of("train_loss", 0.4), Map.of(), Map.of()));
            board.ended(null);
            board.accept(new MetricsLine(3, 1, Map.of("train_loss", 0.3), Map.of(), Map.of()));
        }
        assertThat(EventFiles.scalars(EventFiles.inFolder(place))).containsOnlyKeys("train/loss at 1", "epoch at 1");
    }

    private static Location tensorboard(RunDirectory directory) {
        return directory.path().resolve("tensorboard");
    }

    private static Map<String, Float> rounded(Map<String, Double> figures) {
        return figures.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, figure -> figure.getValue().floatValue()));
    }

    private static Map<String, HistogramProto> histograms(List<Event> events) {
        Map<String, HistogramProto> histograms = new LinkedHashMap<>();
        events.forEach(event -> event.getSummary().getValueList().forEach(value -> {
            if (value.hasHisto()) {
                histograms.put(value.getTag() + " at " + event.getStep(), value.getHisto());
            }
        }));
        return histograms;
    }

    private static float[] slice(float[] all, ParameterLayout.Entry entry) {
        return Arrays.copyOfRange(all, entry.offset(), entry.offset() + entry.length());
    }

    private static double sumOfSquares(float[] numbers) {
        return IntStream.range(0, numbers.length)
                .mapToDouble(i -> (double) numbers[i] * numbers[i])
                .sum();
    }

    /** Counts, ends and sums, and of every bucket that it holds the numbers between its limits. */
    private static void holds(HistogramProto histogram, float[] numbers) {
        Arrays.sort(numbers);
        double[] sorted =
                IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
        assertThat(histogram.getNum()).isEqualTo(numbers.length);
        assertThat(histogram.getMin()).isEqualTo(sorted[0]);
        assertThat(histogram.getMax()).isEqualTo(sorted[sorted.length - 1]);
        double largest = Math.max(Math.abs(sorted[0]), Math.abs(histogram.getMax()));
        assertThat(histogram.getSum())
                .isCloseTo(Arrays.stream(sorted).sum(), within(1e-12 * largest * numbers.length + 1e-300));
        assertThat(histogram.getSumSquares())
                .isCloseTo(sumOfSquares(numbers), within(1e-12 * largest * largest * numbers.length + 1e-300));
        assertThat(histogram.getBucketLimitList())
                .hasSameSizeAs(histogram.getBucketList())
                .isSorted();
        double below = 0;
        double slack = 1e-9 * (histogram.getMax() - histogram.getMin());
        for (int i = 0; i < histogram.getBucketCount(); i++) {
            below += histogram.getBucket(i);
            double limit = histogram.getBucketLimit(i);
            long least = Arrays.stream(sorted).filter(x -> x < limit - slack).count();
            long most = Arrays.stream(sorted).filter(x -> x <= limit + slack).count();
            assertThat(below).isBetween((double) least, (double) most);
        }
        assertThat(below).isEqualTo(numbers.length);
    }
}
