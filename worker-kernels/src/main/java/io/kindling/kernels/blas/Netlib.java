package io.kindling.kernels.blas;

import dev.ludovic.netlib.blas.BLAS;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.file.Path;

/**
 * The implementations within netlib, each by its own door. netlib's public doors choose for the caller: they try the
 * system's BLAS first, log to the console when there is none, and remember that for the whole JVM. Spark's MLlib goes
 * through them.
 *
 * <p>The classes are those that Kindling carries under {@value #CARRIED}, whatever netlib Spark has: that of Spark 4.0
 * refuses matrices whose last row, stride included, ends behind their array. Only the interface is Spark's, which is the
 * same in all of netlib 3.
 */
final class Netlib {
    private static final String CARRIED = "netlib/";
    private static final String PACKAGE = "dev.ludovic.netlib.blas.";
    private static final String LIBRARY_PATH = PACKAGE + "nativeLibPath";

    private Netlib() {}

    /** The plain Java twin. */
    static BLAS java() throws ReflectiveOperationException {
        return instance("Java11BLAS");
    }

    /** The Vector API twin. It throws a linkage error where the module {@code jdk.incubator.vector} is missing. */
    static BLAS vector() throws ReflectiveOperationException {
        return instance("VectorBLAS");
    }

    /** The bridge to a native library. */
    static synchronized BLAS bridge(Path library) throws ReflectiveOperationException {
        String before = System.setProperty(LIBRARY_PATH, library.toString());
        try {
            return instance("JNIBLAS");
        } finally {
            if (before == null) {
                System.clearProperty(LIBRARY_PATH);
            } else {
                System.setProperty(LIBRARY_PATH, before);
            }
        }
    }

    /** Whether there is a bridge for a platform, {@code Linux-amd64} for instance. */
    static boolean hasBridge(String platform) {
        return Netlib.class.getClassLoader().getResource(CARRIED + bridgeOf(platform)) != null;
    }

    private static String bridgeOf(String platform) {
        return "resources/native/" + platform + "/libnetlibblasjni.so";
    }

    private static BLAS instance(String name) throws ReflectiveOperationException {
        Method door = Class.forName(PACKAGE + name, true, new CarriedClasses()).getMethod("getInstance");
        door.setAccessible(true);
        return (BLAS) door.invoke(null);
    }

    /**
     * Defines netlib's implementations anew: the bridge can load only one library in the life of its class, and whoever
     * else uses it may have tied it to another one, or have failed to. All other classes are the parent's.
     */
    private static final class CarriedClasses extends ClassLoader {
        CarriedClasses() {
            super(Netlib.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PACKAGE) || name.equals(BLAS.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        @Override
        public URL getResource(String name) {
            return getParent().getResource(CARRIED + name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
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
