package io.kindling.kernels.blas;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_amx;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.dnnl.global.dnnl.dnnl_version;

import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_version_t;

/**
 * oneDNN, told to use one thread. It is not in Kindling's jar: users put it on the class path.
 */
final class OneDnn {
    private final dnnl_engine engine;

    private OneDnn(dnnl_engine engine) {
        this.engine = engine;
    }

    /**
     * Loads it.
     *
     * @throws BlasUnavailableException where it is not on the class path or not built for this platform
     */
    static OneDnn load() throws BlasUnavailableException {
        try {
            return new OneDnn(OneThread.whileLoading(OneDnn::anEngine));
        } catch (LinkageError | RuntimeException e) {
            throw new BlasUnavailableException(
                    "oneDNN cannot be loaded (" + e
                            + "). Its four jars have to be on the class path: org.bytedeco's dnnl and opencl, and of each"
                            + " the one for linux-x86_64, too; docs/performance.md has the lines that fetch them.",
                    e);
        }
    }

    /**
     * Has it work a first time.
     *
     * @throws BlasUnavailableException if it takes several threads for that
     */
    static void requireOneThread(Runnable work) throws BlasUnavailableException {
        if (!OneThread.keptBy(work)) {
            throw new BlasUnavailableException("oneDNN would use several threads for one product, as OpenMP was in this"
                    + " process before it. Set OMP_NUM_THREADS=1 in the environment of the JVM.");
        }
    }

    private static dnnl_engine anEngine() {
        dnnl_engine engine = new dnnl_engine();
        require(dnnl_engine_create(engine, dnnl_cpu, 0));
        return engine;
    }

    private static boolean has(int instructions) {
        return (dnnl_get_effective_cpu_isa() & instructions) == instructions;
    }

    static void require(int status) {
        if (status != dnnl_success) {
            throw new IllegalStateException("oneDNN answers with status " + status);
        }
    }

    dnnl_engine engine() {
        return engine;
    }

    /** Whether the processor multiplies tiles of bfloat16 numbers, and not just vectors. */
    boolean hasAmx() {
        return has(dnnl_cpu_isa_avx512_core_amx);
    }

    /** Whether the processor multiplies bfloat16 numbers, be it vectors or tiles. */
    boolean hasBfloat16() {
        return has(dnnl_cpu_isa_avx512_core_bf16);
    }

    /** Whether it has vectors of 512 bits. */
    boolean hasAvx512() {
        return has(dnnl_cpu_isa_avx512_core);
    }

    /** {@code oneDNN 3.11.0}. */
    String version() {
        dnnl_version_t version = dnnl_version();
        return "oneDNN " + version.major() + "." + version.minor() + "." + version.patch();
    }
}
