package io.kindling.kernels.blas;

import dev.ludovic.netlib.blas.BLAS;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Set;

/**
 * The implementations within netlib, each by its own door. netlib's public doors choose for the caller: they try the
 * system's BLAS first, log to the console when there is none, and remember that for the whole JVM. Spark's MLlib goes
 * through them.
 */
final class Netlib {
    private static final String PACKAGE = "dev.ludovic.netlib.blas.";
    private static final String LIBRARY_PATH = PACKAGE + "nativeLibPath";

    private Netlib() {}

    /** The plain Java twin. */
    static BLAS java() throws ReflectiveOperationException {
        return instance(Class.forName(PACKAGE + "Java11BLAS"));
    }

    /** The Vector API twin. It throws a linkage error where the module {@code jdk.incubator.vector} is missing. */
    static BLAS vector() throws ReflectiveOperationException {
        return instance(Class.forName(PACKAGE + "VectorBLAS"));
    }

    /**
     * The bridge to a native library. It is our own copy, in a class loader of its own: netlib's class can load only one
     * library in the life of a JVM, and whoever else uses it may have tied it to another one, or have failed to.
     */
    static synchronized BLAS bridge(Path library) throws ReflectiveOperationException {
        String before = System.setProperty(LIBRARY_PATH, library.toString());
        try {
            return instance(Class.forName(PACKAGE + "JNIBLAS", true, new OwnCopy(BLAS.class.getClassLoader())));
        } finally {
            if (before == null) {
                System.clearProperty(LIBRARY_PATH);
            } else {
                System.setProperty(LIBRARY_PATH, before);
            }
        }
    }

    private static BLAS instance(Class<?> type) throws ReflectiveOperationException {
        Method door = type.getMethod("getInstance");
        door.setAccessible(true);
        return (BLAS) door.invoke(null);
    }

    /** Defines the bridge anew; everything else, the interfaces included, is the parent's. */
    private static final class OwnCopy extends ClassLoader {
        private static final Set<String> OWN = Set.of(PACKAGE + "JNIBLAS", PACKAGE + "AbstractBLAS");

        OwnCopy(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!OWN.contains(name)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
