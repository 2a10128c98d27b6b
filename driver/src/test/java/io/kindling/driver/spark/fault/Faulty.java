package io.kindling.driver.spark.fault;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.vector.Elementwise;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;

/**
 * A layer of a user's that does nothing, until in one of its passes in a task something goes wrong.
 *
 * @param fault throws, memory, hangs or stops
 * @param after passes of this JVM
 * @param mark a file made by the first JVM in which it went wrong: then it does so in all, at once; empty: none
 */
public record Faulty(
        @Default("throws") String fault,
        @Default("20") int after,
        @Default("") String mark) implements Activation {
    private static final AtomicInteger PASSES = new AtomicInteger();

    @Override
    public boolean gradientFromOutput() {
        return true;
    }

    @Override
    public void activate(Elementwise loops, float[] x, int xOffset, float[] y, int yOffset, int length) {
        System.arraycopy(x, xOffset, y, yOffset, length);
        if (TaskContext.get() != null && (PASSES.incrementAndGet() > after || isMarked())) {
            goWrong();
        }
    }

    @Override
    public void gradient(
            Elementwise loops,
            float[] known,
            int knownOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            int length) {
        System.arraycopy(dy, dyOffset, dx, dxOffset, length);
    }

    @Override
    public InitializerFamily suits() {
        return InitializerFamily.XAVIER;
    }

    private boolean isMarked() {
        return !mark.isEmpty() && new File(mark).exists();
    }

    private void goWrong() {
        if (!mark.isEmpty()) {
            new File(mark).mkdir();
        }
        switch (fault) {
            case "throws" -> throw new IllegalStateException("planted");
            case "memory" -> fillMemory();
            case "hangs" -> hang();
            case "stops" -> {
                Thread stopping = new Thread(() -> SparkContext.getOrCreate().stop());
                stopping.start();
                hang();
            }
            default -> throw new IllegalArgumentException(fault);
        }
    }

    private static void fillMemory() {
        List<long[]> taken = new ArrayList<>();
        while (taken.size() < Integer.MAX_VALUE) {
            taken.add(new long[1 << 22]);
        }
        throw new IllegalStateException("endless memory");
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("killed", e);
        }
    }
}
