package io.kindling.kernels.vector;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Computes every loop on the same numbers and prints what the bits come to. */
final class BitsOfAllLoops {
    private static final int LENGTH = 203;
    private static final float[] A = inputs(1);
    private static final float[] B = inputs(2);

    private BitsOfAllLoops() {}

    public static void main(String[] arguments) {
        for (Elementwise loops : new Elementwise[] {new VectorElementwise(), new PlainElementwise()}) {
            System.out.println(of(loops));
        }
    }

    /** A hash of each loop's output, by name. */
    static Map<String, Integer> of(Elementwise loops) {
        Map<String, Integer> bits = new TreeMap<>();
        for (NamedLoop loop : NamedLoop.ALL) {
            bits.put(loop.name(), Arrays.hashCode(loop.apply(loops, A, B)));
        }
        float[] sum = B.clone();
        loops.axpy(0.7f, A, 0, sum, 0, LENGTH);
        bits.put("axpy", Arrays.hashCode(sum));
        bits.put("dot", Double.hashCode(loops.dot(A, 0, B, 0, LENGTH)));
        bits.put("sum", Double.hashCode(loops.sum(A, 0, LENGTH)));
        bits.put("logSumExp", Double.hashCode(loops.logSumExp(A, 0, LENGTH)));
        float[] largest = new float[50];
        loops.largestOfFour(A, 0, largest, 0, 10, 5);
        bits.put("largestOfFour", Arrays.hashCode(largest));
        float[] cells = new float[200];
        loops.largestOfFourGradient(A, 0, largest, 0, B, 0, cells, 0, 10, 5);
        bits.put("largestOfFourGradient", Arrays.hashCode(cells));
        loops.copyRows(A, 0, 14, 1, 13, cells, 0, 14, 14);
        bits.put("copyRows", Arrays.hashCode(cells));
        loops.addRows(B, 0, 14, 14, 1, 13, cells, 0, 14);
        bits.put("addRows", Arrays.hashCode(cells));
        return bits;
    }

    private static float[] inputs(long key) {
        float[] inputs = Numbers.normal(LENGTH, key);
        inputs[5] = -100;
        inputs[70] = 30;
        inputs[LENGTH - 1] = -1e30f;
        return inputs;
    }
}
