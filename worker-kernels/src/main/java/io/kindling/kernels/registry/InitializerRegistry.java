package io.kindling.kernels.registry;

import static java.util.Map.entry;

import io.kindling.kernels.parameter.Auto;
import io.kindling.kernels.parameter.Constant;
import io.kindling.kernels.parameter.He;
import io.kindling.kernels.parameter.Initializer;
import io.kindling.kernels.parameter.LeCun;
import io.kindling.kernels.parameter.Normal;
import io.kindling.kernels.parameter.Orthogonal;
import io.kindling.kernels.parameter.Uniform;
import io.kindling.kernels.parameter.Xavier;
import io.kindling.kernels.parameter.Zeros;
import java.util.Map;

/** Initialisers by the name that they have in YAML. */
public final class InitializerRegistry {
    /** One line an initialiser. */
    public static final Map<String, Class<? extends Initializer>> BY_NAME = Names.inOrder(
            entry("auto", Auto.class),
            entry("xavier", Xavier.class),
            entry("he", He.class),
            entry("lecun", LeCun.class),
            entry("orthogonal", Orthogonal.class),
            entry("normal", Normal.class),
            entry("uniform", Uniform.class),
            entry("constant", Constant.class),
            entry("zeros", Zeros.class));

    private InitializerRegistry() {}
}
