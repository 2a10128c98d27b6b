package io.kindling.driver.solver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The solvers by the name they have in YAML. */
public final class Solvers {
    /** Name to settings, in the order of the reference page. */
    public static final Map<String, Class<? extends SolverSettings>> BY_NAME = byName();

    private Solvers() {}

    private static Map<String, Class<? extends SolverSettings>> byName() {
        Map<String, Class<? extends SolverSettings>> solvers = new LinkedHashMap<>();
        solvers.put("mini_batch", MiniBatch.class);
        solvers.put("lbfgs", Lbfgs.class);
        return Collections.unmodifiableMap(solvers);
    }
}
