package io.kindling.kernels.setting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The numbers that a setting takes, as an interval: {@code @Range("(0, 1]")}, {@code @Range("[1, inf)")}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
    /** The interval: {@code (} and {@code )} leave their end out, {@code [} and {@code ]} take it in. */
    String value();
}
