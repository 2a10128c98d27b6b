package io.kindling.driver.spark.engine;

import io.kindling.driver.train.RoundTimes;
import java.util.HashMap;
import java.util.Map;

/** From what tasks measured by their executors' clocks to where a round's time went. */
final class JobTimes {
    private JobTimes() {}

    /**
     * The times of a round that ends now.
     *
     * @param slots how many tasks ran at a time
     * @param sending what it took to make the broadcast, by the driver's clock
     * @param start of the round, by the driver's clock
     */
    static RoundTimes of(Summing.Summed summed, int slots, long sending, long start) {
        long compute = 0;
        long fetch = 0;
        long handing = 0;
        Map<String, long[]> spans = new HashMap<>();
        for (TaskTimes task : summed.tasks()) {
            compute += task.computed() - task.fetched();
            fetch += task.fetched() - task.begun();
            handing = Math.max(handing, task.ended() - task.computed());
            long[] span = spans.computeIfAbsent(task.executor(), first -> new long[] {task.begun(), task.computed()});
            span[0] = Math.min(span[0], task.begun());
            span[1] = Math.max(span[1], task.computed());
        }
        long longest = spans.values().stream()
                .mapToLong(span -> span[1] - span[0])
                .max()
                .orElse(0);
        long fetching = fetch / slots;
        return RoundTimes.of(
                System.nanoTime() - start,
                sending + fetching,
                compute / slots,
                longest - fetching,
                handing + summed.aggregationNanos());
    }
}
