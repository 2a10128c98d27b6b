package io.kindling.kernels.registry;

import io.kindling.kernels.parameter.Auto;
import io.kindling.kernels.parameter.Constant;
import io.kindling.kernels.parameter.He;
import io.kindling.kernels.parameter.Initializer;
import io.kindling.kernels.parameter.LeCun;
import io.kindling.kernels.parameter.Normal;
import io.kindling.kernels.parameter.Orthogonal;
import io.kindling.kernels.parameter.Xavier;
import io.kindling.kernels.parameter.Zeros;
import java.util.Map;

/** Initialisers by the name that they have in YAML. */
public final class InitializerRegistry {
    /** One line an initialiser. */
    public static final Map<String, Class<? extends Initializer>> BY_NAME = Map.of(
            "auto", Auto.class,
            "xavier", Xavier.class,
            "he", He.class,
            "lecun", LeCun.class,
            "orthogonal", Orthogonal.class,
            "normal", Normal.class,
            "constant", Constant.class,
            "zeros", Zeros.class);

    private InitializerRegistry() {}
}
