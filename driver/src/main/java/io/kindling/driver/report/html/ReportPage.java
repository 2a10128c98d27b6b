package io.kindling.driver.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The page: a template, its styles and scripts, and the data that it draws from as one block of JSON. One file that asks for
 * nothing else. The scripts put all texts into the page as texts, and the browser is told to run no others.
 */
final class ReportPage {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** As in the parent pom. */
    private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/";

    private static final List<String> SCRIPTS =
            List.of("dom.js", "curves.js", "layers.js", "evaluation.js", "run.js", "comparison.js", "page.js");

    private ReportPage() {}

    /**
     * Puts the page together.
     *
     * @param title shown by the browser
     * @param data what {@code page.js} reads
     */
    static byte[] html(String title, ObjectNode data) {
        String charts = resource(CHARTS + "dist/uPlot.iife.min.js");
        String script = "\"use strict\";\n(() => {\n"
                + SCRIPTS.stream().map(ReportPage::resource).collect(Collectors.joining("\n"))
                + "})();\n";
        String page = resource("page.html")
                .replace("{{title}}", escaped(title))
                .replace("{{policy}}", policy(charts, script))
                .replace("{{licence}}", resource(CHARTS + "LICENSE"))
                .replace("{{styles}}", resource(CHARTS + "dist/uPlot.min.css") + "\n" + resource("page.css"));
        // What comes from outside goes in last, so that nothing in it is taken for a place to be filled.
        int charted = page.indexOf("{{charts}}");
        int scripted = page.indexOf("{{script}}");
        int filled = page.indexOf("{{data}}");
        return (page.substring(0, filled)
                        + json(data)
                        + page.substring(filled + "{{data}}".length(), charted)
                        + charts
                        + page.substring(charted + "{{charts}}".length(), scripted)
                        + script
                        + page.substring(scripted + "{{script}}".length()))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** JSON that no text in it can end: {@code <} is written as an escape. */
    static String json(ObjectNode data) {
        try {
            return JSON.writeValueAsString(data).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /** Nothing is fetched but what a live page asks of its own server, and these scripts alone run. */
    private static String policy(String... scripts) {
        StringBuilder policy = new StringBuilder("default-src 'none'; img-src data:; style-src 'unsafe-inline';"
                + " connect-src 'self'; base-uri 'none'; form-action 'none'; script-src");
        for (String script : scripts) {
            policy.append(" 'sha256-").append(sha256(script)).append('\'');
        }
        return policy.toString();
    }

    private static String sha256(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The jar has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
