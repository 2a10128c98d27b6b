package io.kindling.driver.optim.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrewTest {
    @Test
    void eachBlockIsRunOnceInCallAfterCall() {
        for (int helpers : new int[] {0, 1, 3, 8}) {
            try (Crew crew = new Crew(helpers)) {
                assertThat(crew.size()).isEqualTo(helpers + 1);
                for (int call = 0; call < 2000; call++) {
                    AtomicIntegerArray runs = new AtomicIntegerArray(call % 17);
                    crew.forEach(runs.length(), runs::incrementAndGet);
                    for (int block = 0; block < runs.length(); block++) {
                        assertThat(runs.get(block)).isOne();
                    }
                }
            }
        }
    }

    @Test
    void helpersThatHaveGoneToSleepComeAgain() throws InterruptedException {
        try (Crew crew = new Crew(2)) {
            for (int call = 0; call < 5; call++) {
                Thread.sleep(20);
                CountDownLatch together = new CountDownLatch(3);
                Set<String> names = ConcurrentHashMap.newKeySet();
                crew.forEach(3, block -> {
                    names.add(Thread.currentThread().getName());
                    meet(together); // ends only if three threads are there at the same time
                });
                assertThat(names).hasSize(3).contains(Thread.currentThread().getName());
            }
        }
    }

    @Test
    void whatABlockThrowsReachesTheCallerWhenAllHaveRun() {
        try (Crew crew = new Crew(2)) {
            AtomicInteger runs = new AtomicInteger();
            assertThatThrownBy(() -> crew.forEach(100, block -> {
                        runs.incrementAndGet();
                        if (block == 7) {
                            throw new IllegalArgumentException("block 7");
                        }
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("block 7");
            assertThat(runs).hasValue(100);
            assertThatThrownBy(() -> crew.forEach(3, block -> {
                        throw new OutOfMemoryError("not really");
                    }))
                    .isInstanceOf(OutOfMemoryError.class);
            crew.forEach(10, block -> runs.incrementAndGet());
            assertThat(runs).hasValue(110);
        }
    }

    @Test
    void anInterruptedCallerWaitsForTheEndAndStaysInterrupted() throws InterruptedException {
        try (Crew crew = new Crew(1)) {
            AtomicInteger ended = new AtomicInteger();
            boolean[] interrupted = new boolean[1];
            CountDownLatch begun = new CountDownLatch(2);
            CountDownLatch goOn = new CountDownLatch(1);
            Thread caller = new Thread(() -> {
                Thread me = Thread.currentThread();
                crew.forEach(2, block -> {
                    meet(begun);
                    if (Thread.currentThread() != me) {
                        await(goOn);
                    }
                    ended.incrementAndGet();
                });
                interrupted[0] = me.isInterrupted();
            });
            caller.start();
            begun.await();
            Thread.sleep(50); // the caller has gone to sleep
            caller.interrupt();
            Thread.sleep(50);
            assertThat(caller.isAlive()).isTrue();
            goOn.countDown();
            caller.join();
            assertThat(ended).hasValue(2);
            assertThat(interrupted[0]).isTrue();
        }
    }

    @Test
    void twoCallersDoNotDisturbEachOther() throws InterruptedException {
        try (Crew crew = new Crew(2)) {
            int[] totals = new int[2];
            Thread[] callers = new Thread[2];
            for (int i = 0; i < 2; i++) {
                int mine = i;
                callers[i] = new Thread(() -> {
                    for (int call = 0; call < 2000; call++) {
                        int[] seen = new int[8];
                        crew.forEach(8, block -> seen[block]++);
                        totals[mine] += Arrays.stream(seen).sum();
                    }
                });
                callers[i].start();
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(totals).containsExactly(16_000, 16_000);
        }
    }

    @Test
    void helpersEndWhenTheyAreNotNeededAndOthersCome() throws InterruptedException {
        try (Crew crew = new Crew(1, 20_000_000)) {
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            Thread me = Thread.currentThread();
            for (int call = 1; call <= 3; call++) {
                Thread[] helper = new Thread[1];
                CountDownLatch together = new CountDownLatch(2);
                crew.forEach(2, block -> {
                    if (Thread.currentThread() != me) {
                        helper[0] = Thread.currentThread();
                    }
                    meet(together);
                });
                seen.add(helper[0]);
                assertThat(seen).hasSize(call);
                helper[0].join(10_000);
                assertThat(helper[0].isAlive()).isFalse();
            }
        }
    }

    @Test
    void itsThreadsEndWhenItIsClosed() throws InterruptedException {
        Crew crew = new Crew(1);
        Thread[] helper = new Thread[1];
        CountDownLatch together = new CountDownLatch(2);
        Thread me = Thread.currentThread();
        crew.forEach(2, block -> {
            if (Thread.currentThread() != me) {
                helper[0] = Thread.currentThread();
            }
            meet(together);
        });
        crew.close();
        helper[0].join(10_000);
        assertThat(helper[0].isAlive()).isFalse();
        AtomicInteger runs = new AtomicInteger();
        crew.forEach(5, block -> runs.incrementAndGet()); // by the caller alone
        assertThat(runs).hasValue(5);
    }

    private static void meet(CountDownLatch latch) {
        latch.countDown();
        await(latch);
    }

    private static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
