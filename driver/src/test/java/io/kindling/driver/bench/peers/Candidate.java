package io.kindling.driver.bench.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A contestant's process, seen from outside. */
final class Candidate implements AutoCloseable {
    private final Contestant contestant;
    private final Process process;
    private final PrintStream commands;
    private final BufferedReader answers;

    Candidate(Contestant contestant, int threads) throws IOException {
        this.contestant = contestant;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "@conf/jvm.options",
                "-Xmx3g",
                "-Dlog4j2.configurationFile=conf/log4j2.properties"));
        command.addAll(contestant.properties());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Classroom.class.getName(),
                contestant.name(),
                Integer.toString(threads)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(contestant.environment(threads));
        this.process = builder.start();
        // Whoever ends the bench ends all.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    Contestant contestant() {
        return contestant;
    }

    /** Has it do something, and waits until it has. */
    String ask(String command) throws IOException {
        commands.println(command);
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(Classroom.ANSWER)) {
                return line.substring(Classroom.ANSWER.length());
            }
        }
        throw new IOException(contestant + " ended at " + command);
    }

    Lesson learn(int steps) throws IOException {
        return Lesson.read(ask("learn " + steps));
    }

    @Override
    public void close() {
        commands.close();
        process.destroy();
    }
}
