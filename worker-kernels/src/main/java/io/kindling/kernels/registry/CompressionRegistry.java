package io.kindling.kernels.registry;

import static java.util.Map.entry;

import io.kindling.kernels.sum.Bf16;
import io.kindling.kernels.sum.Compression;
import io.kindling.kernels.sum.TopK;
import io.kindling.kernels.sum.Uncompressed;
import java.util.Map;

/** Compressions by the name that they have in YAML. */
public final class CompressionRegistry {
    /** One line a compression. */
    public static final Map<String, Class<? extends Compression>> BY_NAME =
            Names.inOrder(entry("none", Uncompressed.class), entry("bf16", Bf16.class), entry("top_k", TopK.class));

    private CompressionRegistry() {}

    /** The name of a compression. */
    public static String nameOf(Compression compression) {
        return Names.of(BY_NAME, compression);
    }
}
