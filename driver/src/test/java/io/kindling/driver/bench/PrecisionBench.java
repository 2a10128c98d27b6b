package io.kindling.driver.bench;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.Precision;

/**
 * Training steps by this JVM's threads with float32 and with bfloat16 products, in turns within one run. {@code
 * scripts/bench precision}.
 */
final class PrecisionBench {
    private PrecisionBench() {}

    public static void main(String[] arguments) {
        System.out.println("In bf16: " + Kernels.best(Precision.BF16).fingerprint() + "\n");
        StepsInTurns.printHead("float32", "bf16");
        measure(Network.dense(784, 512, 256, 10), 256);
        measure(Network.dense(784, 512, 256, 10), 2048);
        measure(Network.dense(784, 2048, 2048, 10), 2048);
        measure(Network.lenet(), 256);
        measure(Network.transformer(), 32);
        System.exit(0);
    }

    private static void measure(Network network, int batch) {
        StepsInTurns.print(
                network,
                batch,
                Precision.FLOAT32,
                Kernels.best(Precision.FLOAT32),
                Precision.BF16,
                Kernels.best(Precision.BF16));
    }
}
