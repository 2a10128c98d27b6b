package io.kindling.driver.report.html;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Server-sent events (WHATWG HTML, section 9.2) to as many as listen. Who comes late is first told the newest of what was; to
 * be told something twice does no harm. Thread-safe.
 */
final class LiveEvents {
    private static final int KEPT = 10_000;
    private static final long SECONDS_OF_SILENCE = 10;
    private static final String END = "event: end\ndata: {}\n\n";

    private final Deque<String> past = new ArrayDeque<>();
    private final Set<BlockingQueue<String>> listeners = ConcurrentHashMap.newKeySet();

    /**
     * Tells all.
     *
     * @param name of the event
     * @param json in one line
     */
    void send(String name, String json) {
        String event = "event: " + name + "\ndata: " + json + "\n\n";
        synchronized (past) {
            past.addLast(event);
            if (past.size() > KEPT) {
                past.removeFirst();
            }
            listeners.forEach(listener -> listener.add(event));
        }
    }

    /** The last event: nothing follows, and nobody is told anything more. */
    void end() {
        synchronized (past) {
            past.addLast(END);
            listeners.forEach(listener -> listener.add(END));
        }
    }

    /** Tells one listener, until the last event or until nobody listens any more. */
    void tell(OutputStream out) throws IOException {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        List<String> before;
        synchronized (past) {
            before = List.copyOf(past);
            listeners.add(events);
        }
        try {
            out.write((String.join("", before) + ": here\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            String newest = before.isEmpty() ? "" : before.get(before.size() - 1);
            while (!newest.equals(END)) {
                String event = events.poll(SECONDS_OF_SILENCE, TimeUnit.SECONDS);
                // A comment shows whether anybody is still there.
                newest = event == null ? ": still here\n\n" : event;
                out.write(newest.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listeners.remove(events);
        }
    }
}
