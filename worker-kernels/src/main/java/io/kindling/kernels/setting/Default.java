package io.kindling.kernels.setting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value that a setting has where the user gives none: the one home of each default. Written as in YAML. A component
 * without it must be given, unless its type is {@link java.util.Optional}, a list or a map, which are then empty.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
    String value();
}
