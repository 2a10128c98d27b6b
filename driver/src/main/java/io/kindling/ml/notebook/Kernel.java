package io.kindling.ml.notebook;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.LogManager;

/**
 * Starts rapaio-jupyter-kernel (3.0.1) as its own main does, but for two things. Jupyter stops a cell by SIGINT, which here
 * interrupts the cell's thread and nothing else: the kernel also shuts down what runs cells, after which none gives a result. And
 * what Jupyter asks while the kernel is still starting is left unanswered, upon which Jupyter asks again: in the kernel it ends
 * the thread that answers, and Jupyter waits for ever.
 */
public final class Kernel {
    private static final String KERNEL = "org.rapaio.jupyter.kernel.";

    /** What the kernel names the threads that run cells. */
    private static final String CELLS = "Engine-thread-";

    private Kernel() {}

    /** The kernel's main, with the connection file that Jupyter gives. */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        interruptCellsAtSigint();
        try (InputStream logging = Kernel.class.getClassLoader().getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        try {
            run(Files.readString(Path.of(arguments[0])));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void run(String connection) throws ReflectiveOperationException {
        Class<?> kernel = Class.forName(KERNEL + "core.RapaioKernel");
        Class<?> properties = Class.forName(KERNEL + "core.ConnectionProperties");
        Class<?> type = Class.forName(KERNEL + "channels.Channels");
        Object read = Class.forName(KERNEL + "core.Transform")
                .getMethod("fromJson", String.class, Class.class)
                .invoke(null, connection, properties);
        Object channels = type.getConstructor(properties).newInstance(read);
        answerNothingYet(type, channels);
        type.getMethod("connect", kernel)
                .invoke(
                        channels,
                        Class.forName(KERNEL + "MainApp").getField("kernel").get(null));
        type.getMethod("joinUntilClose").invoke(channels);
    }

    /** Until the kernel puts what it has in the place: it listens before that. */
    private static void answerNothingYet(Class<?> type, Object channels) throws ReflectiveOperationException {
        Field handlers = type.getDeclaredField("handlers");
        handlers.setAccessible(true);
        handlers.set(channels, Map.of());
    }

    private static void interruptCellsAtSigint() throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object interrupting = Proxy.newProxyInstance(
                Kernel.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, given) -> {
                    Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith(CELLS))
                            .forEach(Thread::interrupt);
                    return null;
                });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance("INT"), interrupting);
    }
}
