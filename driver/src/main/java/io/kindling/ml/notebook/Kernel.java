package io.kindling.ml.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Starts rapaio-jupyter-kernel so that Jupyter stops a cell by SIGINT, which interrupts the cell's thread and nothing else. The
 * kernel's own way (3.0.1) also shuts down what runs cells, after which none gives a result.
 */
public final class Kernel {
    /** What the kernel names the threads that run cells. */
    private static final String CELLS = "Engine-thread-";

    private Kernel() {}

    /** The kernel's main, with the connection file that Jupyter gives. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object interrupting = Proxy.newProxyInstance(
                Kernel.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, given) -> {
                    interruptCells();
                    return null;
                });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance("INT"), interrupting);
        try {
            Class.forName("org.rapaio.jupyter.kernel.MainApp")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void interruptCells() {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(CELLS))
                .forEach(Thread::interrupt);
    }
}
