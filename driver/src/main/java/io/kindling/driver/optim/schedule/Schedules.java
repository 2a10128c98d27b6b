package io.kindling.driver.optim.schedule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The schedules by the name they have in YAML. */
public final class Schedules {
    /** Name to settings, in the order of the reference page. */
    public static final Map<String, Class<? extends ScheduleSettings>> BY_NAME = byName();

    private Schedules() {}

    private static Map<String, Class<? extends ScheduleSettings>> byName() {
        Map<String, Class<? extends ScheduleSettings>> schedules = new LinkedHashMap<>();
        schedules.put("constant", Constant.class);
        schedules.put("step", StepDecay.class);
        schedules.put("multi_step", MultiStep.class);
        schedules.put("exponential", Exponential.class);
        schedules.put("cosine", Cosine.class);
        schedules.put("linear_warmup", LinearWarmup.class);
        schedules.put("one_cycle", OneCycle.class);
        schedules.put("polynomial", Polynomial.class);
        schedules.put("reduce_on_plateau", ReduceOnPlateau.class);
        return Collections.unmodifiableMap(schedules);
    }
}
