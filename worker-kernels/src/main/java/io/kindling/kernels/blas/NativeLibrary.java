package io.kindling.kernels.blas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A native BLAS library in a file.
 *
 * @param file what netlib's bridge opens
 * @param description library, version, processor kernel, threads
 * @param fingerprint what the bits of its products depend on
 */
record NativeLibrary(Path file, String description, String fingerprint) {

    /**
     * A library that the operator names. How many threads it uses is for its own environment variables to say: nothing
     * of it is called before the first product.
     *
     * @param environment the process's environment variables
     */
    static NativeLibrary at(Path file, Map<String, String> environment) throws BlasUnavailableException {
        if (!Files.isRegularFile(file)) {
            throw new BlasUnavailableException("the system property kindling.blas.library names " + file
                    + ", but there is no such file. Correct it, or leave it out to use the bundled OpenBLAS.");
        }
        String threads = Stream.of("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "OMP_NUM_THREADS")
                .filter(environment::containsKey)
                .findFirst()
                .map(variable -> variable + "=" + environment.get(variable))
                .orElse("threads as it likes: better set OMP_NUM_THREADS=1 in the environment");
        return new NativeLibrary(
                file,
                file + ", " + threads,
                file.getFileName() + " of " + size(file) + " bytes on " + Processor.model() + ", " + threads);
    }

    private static long size(Path file) throws BlasUnavailableException {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new BlasUnavailableException("cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }
}
