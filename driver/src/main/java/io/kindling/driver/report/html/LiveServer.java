package io.kindling.driver.report.html;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves a page and its events to this machine alone: on the loopback address, at a port that is free, under a random path that
 * whoever wants to see it has to know. What is asked for under another path, or by another host's name, is not there.
 */
final class LiveServer implements AutoCloseable {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads;
    private final String root;

    /** What a path has to say; called on a thread of the server. */
    interface Content {
        byte[] bytes() throws IOException;
    }

    /**
     * Starts to listen.
     *
     * @param page the page
     * @param data what it draws from
     * @param events told to whoever asks for them, as server-sent events
     */
    LiveServer(Content page, Content data, LiveEvents events) {
        root = "/" + UUID.randomUUID().toString().replace("-", "") + "/";
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "kindling-live");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, page, data, events);
            }
        });
        server.start();
    }

    /** Where the page is. */
    String address() {
        return "http://" + host() + root;
    }

    private String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange, Content page, Content data, LiveEvents events) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean known = host().equals(exchange.getRequestHeaders().getFirst("Host"))
                && exchange.getRequestMethod().equals("GET");
        if (known && path.equals(root)) {
            send(exchange, HTML, page.bytes());
        } else if (known && path.equals(root + "data")) {
            send(exchange, JSON, data.bytes());
        } else if (known && path.equals(root + "events")) {
            headers(exchange, "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            events.tell(exchange.getResponseBody());
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] bytes) throws IOException {
        headers(exchange, type);
        exchange.sendResponseHeaders(200, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static void headers(HttpExchange exchange, String type) {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    }

    /** Lets go of the port. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** A page that asks again, for as long as there is nothing to show. */
    static byte[] waiting(String words) {
        return ("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"1\">"
                        + "<title>Kindling</title><p>" + words + "</p></html>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
