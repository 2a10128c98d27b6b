package io.kindling.driver.config;

import io.kindling.driver.config.binding.UnusableClassException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * A user's own layers, losses and the like: a name with a dot is that of a class. It is looked for by the thread's context
 * class loader, which is the one that knows the jars given to {@code spark-submit}, and else by Kindling's own.
 */
final class UserClasses {
    private UserClasses() {}

    /** Finds records that implement this interface by the names of their classes; other names are left alone. */
    static <T> Function<String, Optional<Class<? extends T>>> of(Class<T> type) {
        return name -> name.indexOf('.') < 0 ? Optional.empty() : Optional.of(record(name, type));
    }

    private static <T> Class<? extends T> record(String name, Class<T> type) {
        Class<?> found = find(name);
        if (!type.isAssignableFrom(found)) {
            throw new UnusableClassException("the class " + name + " does not implement " + type.getName());
        }
        if (!found.isRecord()) {
            throw new UnusableClassException(
                    "the class " + name + " must be a record: its components are the settings, and it never changes");
        }
        return found.asSubclass(type);
    }

    private static Class<?> find(String name) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassNotFoundException missing = null;
        for (ClassLoader loader : Arrays.asList(context, UserClasses.class.getClassLoader())) {
            try {
                return Class.forName(name, false, loader);
            } catch (ClassNotFoundException e) {
                missing = e;
            } catch (LinkageError e) {
                throw new UnusableClassException("the class " + name + " cannot be loaded: " + e.getMessage(), e);
            }
        }
        throw new UnusableClassException(
                "there is no class " + name + " on the class path; give its jar by --jars, or name"
                        + " one of Kindling's own, which conf/README.md lists",
                missing);
    }
}
