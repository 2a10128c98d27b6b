package io.kindling.kernels.blas;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_amx;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.dnnl.global.dnnl.dnnl_version;

import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_version_t;

/**
 * oneDNN on a processor that multiplies bfloat16 numbers, told to use one thread. It is not in Kindling's jar: users put
 * it on the class path. Must not be touched but where a linkage error is caught.
 */
final class OneDnn {
    /** Why bfloat16 products do not work on a processor without them. */
    static final String NO_BFLOAT16 =
            "This processor has neither AMX nor AVX-512 BF16, without which bfloat16 is no faster than float32.";

    private final dnnl_engine engine;

    private OneDnn(dnnl_engine engine) {
        this.engine = engine;
    }

    /**
     * Loads it. Throws a linkage error where it is not on the class path or not built for this platform.
     *
     * @throws BlasUnavailableException where the processor has no bfloat16, or several threads would be used
     */
    static OneDnn load() throws BlasUnavailableException {
        dnnl_engine engine = OneThread.whileLoading(OneDnn::anEngine);
        if (!has(dnnl_cpu_isa_avx512_core_bf16)) {
            throw new BlasUnavailableException(NO_BFLOAT16);
        }
        return new OneDnn(engine);
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

    /** {@code oneDNN 3.11.0, AMX}. */
    String description() {
        dnnl_version_t version = dnnl_version();
        return "oneDNN " + version.major() + "." + version.minor() + "." + version.patch() + ", "
                + (hasAmx() ? "AMX" : "AVX-512 BF16");
    }
}
