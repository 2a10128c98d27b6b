package io.kindling.driver.optim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The optimizers by the name they have in YAML. */
public final class Optimizers {
    /** Name to settings, in the order of the reference page. */
    public static final Map<String, Class<? extends OptimizerSettings>> BY_NAME = byName();

    private Optimizers() {}

    private static Map<String, Class<? extends OptimizerSettings>> byName() {
        Map<String, Class<? extends OptimizerSettings>> optimizers = new LinkedHashMap<>();
        optimizers.put("sgd", Sgd.class);
        optimizers.put("rmsprop", Rmsprop.class);
        optimizers.put("adagrad", Adagrad.class);
        optimizers.put("adadelta", Adadelta.class);
        optimizers.put("adam", Adam.class);
        optimizers.put("adamw", AdamW.class);
        optimizers.put("nadam", Nadam.class);
        optimizers.put("lamb", Lamb.class);
        optimizers.put("lars", Lars.class);
        return Collections.unmodifiableMap(optimizers);
    }
}
