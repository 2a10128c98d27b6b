package io.kindling.ml.notebook;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The cell of rapaio-jupyter-kernel, which is on no class path but a notebook's, and so is found by the names of what is called
 * of its version 3: {@code display} and {@code updateDisplay} of {@code MainApp.kernel}, with {@code DisplayData}.
 */
final class RapaioCell implements NotebookCell {
    private static final String KERNEL = "org.rapaio.jupyter.kernel.";

    private final MethodHandle fromText;
    private final MethodHandle putData;
    private final MethodHandle setDisplayId;
    private final MethodHandle display;
    private final MethodHandle updateDisplay;

    RapaioCell() {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            Class<?> data = Class.forName(KERNEL + "display.DisplayData");
            Class<?> kernel = Class.forName(KERNEL + "core.RapaioKernel");
            Object running = lookup.findStaticGetter(Class.forName(KERNEL + "MainApp"), "kernel", kernel)
                    .invokeWithArguments();
            MethodType shown = MethodType.methodType(void.class, data);
            fromText = lookup.findStatic(data, "fromText", MethodType.methodType(data, String.class));
            putData =
                    lookup.findVirtual(data, "putData", MethodType.methodType(void.class, String.class, Object.class));
            setDisplayId = lookup.findVirtual(data, "setDisplayId", MethodType.methodType(void.class, String.class));
            display = lookup.findVirtual(kernel, "display", shown).bindTo(running);
            updateDisplay = lookup.findVirtual(kernel, "updateDisplay", shown).bindTo(running);
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "This JVM is no kernel of scripts/notebook, whose cells this needs. Elsewhere, give NotebookProgress a"
                            + " NotebookCell of your kernel's.",
                    e);
        }
    }

    @Override
    public String show(String mimeType, String content) {
        String name = UUID.randomUUID().toString();
        send(display, data(name, mimeType, content));
        return name;
    }

    @Override
    public void replace(String name, String mimeType, String content) {
        send(updateDisplay, data(name, mimeType, content));
    }

    private Object data(String name, String mimeType, String content) {
        Object data = called(fromText, "[" + mimeType + "]");
        called(putData, data, mimeType, content);
        called(setDisplayId, data, name);
        return data;
    }

    /**
     * Waits until it is sent, by a thread that nobody interrupts: interrupted while it sends, the kernel's channel fails, and so
     * would the training that was only to be stopped.
     */
    private static void send(MethodHandle method, Object data) {
        CompletableFuture<Object> sent = new CompletableFuture<>();
        Thread sender = new Thread(() -> sent.complete(called(method, data)), "kindling-cell");
        sender.setUncaughtExceptionHandler((thread, failure) -> sent.completeExceptionally(failure));
        sender.start();
        try {
            sent.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("The notebook cannot be shown anything.", e.getCause());
        }
    }

    private static Object called(MethodHandle method, Object... arguments) {
        try {
            return method.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
