package io.kindling.driver.bench.peers;

import java.util.List;
import java.util.Map;

/** Who is compared, and what its process is to be told beforehand. */
enum Contestant {
    KINDLING("Kindling, threads"),
    KINDLING_SPARK("Kindling, Spark jobs"),
    KINDLING_LOCAL_STEPS("Kindling, Spark jobs, `local_steps: 8`"),
    MLPC_JAVA("MLPC, Java"),
    MLPC_NATIVE("MLPC, OpenBLAS"),
    TORCH_OPENBLAS("libtorch, OpenBLAS"),
    TORCH_MKL("libtorch, MKL");

    private final String title;

    Contestant(String title) {
        this.title = title;
    }

    boolean torch() {
        return this == TORCH_OPENBLAS || this == TORCH_MKL;
    }

    boolean mlpc() {
        return this == MLPC_JAVA || this == MLPC_NATIVE;
    }

    /** Whether it starts from the same weights, goes over the same batches and so has the same losses. */
    boolean takesExactSteps() {
        return this == KINDLING || this == KINDLING_SPARK || torch();
    }

    boolean canTake(Exam exam) {
        // An iteration of MLPC without native code takes minutes on the larger ones.
        boolean small = exam == Exam.SMALL_256 || exam == Exam.SMALL_2048;
        return !mlpc() || (exam.dense() && (this == MLPC_NATIVE || small));
    }

    List<String> properties() {
        return switch (this) {
            // There is none at that place, so that a system's own is not taken either.
            case MLPC_JAVA -> List.of("-Ddev.ludovic.netlib.blas.nativeLibPath=/none");
            case TORCH_MKL -> List.of("-Dorg.bytedeco.openblas.load=mkl_rt");
            default -> List.of();
        };
    }

    /**
     * Threads of native libraries: left to themselves, several pools wait for each other. MKL shares libtorch's; OpenBLAS has
     * its own, and so libtorch's are not to wait spinning.
     */
    Map<String, String> environment(int threads) {
        String count = Integer.toString(threads);
        return switch (this) {
            case TORCH_OPENBLAS ->
                Map.of("OMP_NUM_THREADS", count, "OPENBLAS_NUM_THREADS", count, "OMP_WAIT_POLICY", "PASSIVE");
            case TORCH_MKL -> Map.of("OMP_NUM_THREADS", count, "MKL_NUM_THREADS", count, "MKL_THREADING_LAYER", "GNU");
            default -> Map.of("OPENBLAS_NUM_THREADS", "1");
        };
    }

    @Override
    public String toString() {
        return title;
    }
}
