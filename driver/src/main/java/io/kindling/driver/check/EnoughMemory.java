package io.kindling.driver.check;

import io.kindling.driver.spark.ExecutorMemory;
import io.kindling.driver.spark.engine.MemoryNeed;
import io.kindling.kernels.work.ShardSizeWork;
import io.kindling.kernels.work.ShardSizeWork.Bytes;
import java.util.Locale;

/** Whether an executor's heap holds what a step needs, and its share of the rows beside it. */
final class EnoughMemory implements Question {
    /** What Spark keeps back for itself of each heap. */
    private static final double SPARKS_OWN = 300 << 20;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Finding ask(Subject subject) {
        ExecutorMemory heap = subject.cluster().executorMemory();
        int numbers = subject.model().layout().length();
        MemoryNeed need = new MemoryNeed(
                subject.run().job(), numbers, subject.model().layout().parameters(), heap.tasks());
        Bytes rows = Bytes.of(subject.batches()
                .aggregate(new ShardSizeWork(), new float[0], "the size of the shards")
                .tally());
        double needed = need.bytes();
        double given = heap.bytes();
        double held = rows.heap() / heap.executors();
        double step = needed + SPARKS_OWN;
        String found = String.format(
                Locale.ROOT,
                "an executor needs %s for a step, %s for Spark itself and %s for its rows%s; %s gives %s",
                megabytes(needed),
                megabytes(SPARKS_OWN),
                megabytes(held),
                rows.mapped() > 0
                        ? " (" + megabytes(rows.mapped() / heap.executors()) + " more lie in mapped files)"
                        : "",
                heap.setting(),
                megabytes(given));
        return judged(found, heap, step, held, need)
                .with("step_bytes", needed)
                .with("row_bytes", held)
                .with("heap_bytes", given);
    }

    /** Steps on such executors would end them. */
    @Override
    public boolean endsAll(Finding finding) {
        return finding.judgement() == Judgement.FAILED;
    }

    private Finding judged(String found, ExecutorMemory heap, double step, double held, MemoryNeed need) {
        if (step > heap.bytes()) {
            return Finding.failed(
                    name(),
                    found,
                    "a heap of at least " + megabytes(step) + ". " + need.told(),
                    "give executors more (spark.conf: {spark.executor.memory: " + gigabytes(1.25 * (step + held))
                            + "}; without a cluster -Xmx), fewer tasks at a time (spark.executor.cores), or make the model"
                            + " or training.batch_size smaller");
        }
        if (step + held > heap.bytes()) {
            return Finding.warning(
                    name(),
                    found,
                    "room for both",
                    "more or larger executors (spark.conf: {spark.executor.memory: " + gigabytes(1.25 * (step + held))
                            + "}), or spark.storage: disk, which reads rows from mapped files");
        }
        return Finding.ok(name(), found);
    }

    private static String megabytes(double bytes) {
        return Math.round(Math.ceil(bytes / (1 << 20))) + " MB";
    }

    private static String gigabytes(double bytes) {
        return Math.round(Math.ceil(bytes / (1 << 30))) + "g";
    }
}
