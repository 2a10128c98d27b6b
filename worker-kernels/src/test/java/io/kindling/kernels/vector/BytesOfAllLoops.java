package io.kindling.kernels.vector;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs one loop after the other until it is compiled, as networks do that are trained one after the other, and then prints
 * how many bytes a call of each allocates beyond what the plain twin does in the same form.
 */
final class BytesOfAllLoops {
    static final int LENGTH = 4096;
    private static final int CALLS = 400;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private BytesOfAllLoops() {}

    public static void main(String[] arguments) {
        Elementwise vector = Elementwise.best();
        Elementwise plain = new PlainElementwise();
        List<NamedLoop> loops =
                Stream.concat(others().stream(), NamedLoop.ALL.stream()).toList();
        for (NamedLoop loop : loops) {
            bytes(loop, vector, 4 * CALLS);
        }
        List<String> printed = new ArrayList<>();
        for (NamedLoop loop : loops) {
            bytes(loop, plain, 2);
            printed.add(loop + "=" + (bytes(loop, vector, CALLS) - bytes(loop, plain, 2)));
        }
        System.out.println(printed);
    }

    /** Of a call. */
    private static long bytes(NamedLoop loop, Elementwise loops, int calls) {
        float[] a = Numbers.normal(LENGTH, 1);
        float[] b = Numbers.normal(LENGTH, 2);
        float[] out = new float[LENGTH];
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        for (int i = 0; i < calls; i++) {
            loop.run().run(loops, a, 0, b, 0, out, 0, LENGTH);
        }
        return (THREADS.getThreadAllocatedBytes(thread) - before) / calls;
    }

    /** Those that have no common form: what a convolutional network needs, and sums. */
    private static List<NamedLoop> others() {
        short[] halves = new short[LENGTH];
        return List.of(
                of("dot", (e, a, ao, b, bo, o, oo, n) -> o[oo] = (float) e.dot(a, ao, b, bo, n)),
                of("addRows", (e, a, ao, b, bo, o, oo, n) -> e.addRows(a, ao, 28, n / 28, 1, 27, o, oo, 28)),
                of("largestOfFour", (e, a, ao, b, bo, o, oo, n) -> e.largestOfFour(a, ao, o, oo, n / 56, 14)),
                of(
                        "largestOfFourGradient",
                        (e, a, ao, b, bo, o, oo, n) -> e.largestOfFourGradient(a, ao, b, bo, b, bo, o, oo, n / 56, 14)),
                of("copyRows", (e, a, ao, b, bo, o, oo, n) -> e.copyRows(a, ao, 28, 1, 27, o, oo, 28, n / 28)),
                of("axpy", (e, a, ao, b, bo, o, oo, n) -> e.axpy(0.5f, a, ao, o, oo, n)),
                of("sum", (e, a, ao, b, bo, o, oo, n) -> o[oo] = (float) e.sum(a, ao, n)),
                of("maximum", (e, a, ao, b, bo, o, oo, n) -> o[oo] = e.maximum(a, ao, n)),
                of("toBfloat16", (e, a, ao, b, bo, o, oo, n) -> e.toBfloat16(a, ao, halves, 0, n)),
                of("logSumExp", (e, a, ao, b, bo, o, oo, n) -> o[oo] = (float) e.logSumExp(a, ao, n)));
    }

    private static NamedLoop of(String name, NamedLoop.Run run) {
        return new NamedLoop(name, false, run);
    }
}
