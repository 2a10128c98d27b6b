package io.kindling.driver.bench;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.Precision;
import io.kindling.kernels.blas.Blas;
import io.kindling.kernels.blas.Convolutions;
import io.kindling.kernels.vector.Elementwise;
import java.util.Optional;

/**
 * Training steps by this JVM's threads with convolutions by products and by oneDNN, both in float32, in turns within one run.
 * {@code scripts/bench convolutions}.
 */
final class ConvolutionBench {
    private ConvolutionBench() {}

    public static void main(String[] arguments) {
        System.setProperty("kindling.convolutions", "onednn");
        Kernels products = new Kernels(Blas.best(), Elementwise.best(), Optional.empty());
        Kernels library = new Kernels(Blas.best(), Elementwise.best(), Convolutions.ofThisJvm());
        System.out.println("With oneDNN: " + library.fingerprint() + "\n");
        StepsInTurns.printHead("products", "oneDNN");
        for (Network network : new Network[] {Network.lenet(), Network.residual()}) {
            StepsInTurns.print(network, 256, Precision.FLOAT32, products, Precision.FLOAT32, library);
        }
        System.exit(0);
    }
}
