package io.kindling.driver.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Spark standalone cluster of processes of its own on loopback: a master and workers, whose executors a test can kill,
 * hold up and let go on. All of them end with the test class, however that ends.
 *
 * <pre>{@code @RegisterExtension
 * static final StandaloneCluster CLUSTER = new StandaloneCluster(2);}</pre>
 *
 * <p>A test that runs a session in its own JVM gives {@code spark.executor.extraClassPath} its {@code java.class.path}.
 */
public final class StandaloneCluster implements BeforeAllCallback, AfterAllCallback {
    private static final Pattern URL = Pattern.compile("Starting Spark master at (spark://\\S+)");

    private final int workersAtFirst;
    private final List<Process> workers = new ArrayList<>();
    private final List<ProcessHandle> heldUp = new ArrayList<>();
    private Path folder;
    private SparkHome home;
    private Process master;
    private String url;

    /** A cluster whose workers have a core each. */
    public StandaloneCluster(int workers) {
        this.workersAtFirst = workers;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("kindling cluster");
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        try {
            home = SparkHome.in(folder);
            Path log = folder.resolve("master.log");
            String[] command = {"org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "0"};
            master = home.java(List.of("-Xmx256m", "-Dspark.master.ui.port=0"), log, command)
                    .start();
            Waiting.until("the master to start", () -> matcher(log).find());
            Matcher found = matcher(log);
            found.find();
            url = found.group(1);
            for (int w = 0; w < workersAtFirst; w++) {
                addWorker();
            }
        } catch (IOException | RuntimeException e) {
            stop();
            throw e;
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        stop();
        deleteFolder();
    }

    /** {@code spark://127.0.0.1:PORT}. */
    public String url() {
        return url;
    }

    SparkHome home() {
        return home;
    }

    /** Starts a further worker of one core, and waits until the master has it. */
    public void addWorker() throws IOException {
        addWorker(Map.of());
    }

    /** As the other; the worker and its executors have further variables in their environment. */
    void addWorker(Map<String, String> environment) throws IOException {
        long before = registeredWorkers();
        int number = workers.size() + 1;
        // Each on a host of its own, all of which are loopback on Linux: Spark makes no copy of a task on the same
        // host.
        String host = "127.0.0." + number;
        String[] command = {
            "org.apache.spark.deploy.worker.Worker",
            "--host",
            host,
            "--webui-port",
            "0",
            "--cores",
            "1",
            "--memory",
            "2g",
            "--work-dir",
            folder.resolve("work-" + number).toString(),
            url
        };
        ProcessBuilder worker = home.java(List.of("-Xmx256m"), folder.resolve("worker-" + number + ".log"), command);
        worker.environment().put("SPARK_LOCAL_IP", host);
        worker.environment().putAll(environment);
        workers.add(worker.start());
        Waiting.until("worker " + number + " to register", () -> registeredWorkers() > before);
    }

    /** What the workers started and is alive: executors, and drivers in cluster deploy mode. */
    public List<ProcessHandle> executors() {
        return workers.stream()
                .flatMap(worker -> worker.toHandle().children())
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** How many executors have ever come to their drivers. */
    public long registrations() {
        return printed()
                .filter(text -> text.contains("Successfully registered with driver"))
                .count();
    }

    /** What drivers in cluster deploy mode, and executors, wrote on standard error. */
    public String printedByDrivers() {
        return printed().reduce("", String::concat);
    }

    private Stream<String> printed() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("stderr")).toList().stream()
                    .map(StandaloneCluster::text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills an executor by SIGKILL. */
    public void killExecutor() {
        ProcessHandle executor = executors().get(0);
        executor.destroyForcibly();
        Waiting.until("executor " + executor.pid() + " to end", () -> !executor.isAlive());
    }

    /** Kills all workers and their executors by SIGKILL: the master has nothing left to give. */
    public void killWorkers() {
        List<ProcessHandle> all = new ArrayList<>();
        workers.forEach(worker -> all.add(worker.toHandle()));
        all.addAll(executors());
        all.forEach(ProcessHandle::destroyForcibly);
        Waiting.until("all workers to end", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Holds executors up by SIGSTOP: what waits for them waits, until {@link #letGoOn}. */
    public void holdUp(int count) throws IOException {
        for (ProcessHandle executor : executors().subList(0, count)) {
            heldUp.add(executor);
            signal("-STOP", executor);
        }
    }

    /** Ends all that was held up being so. */
    public void letGoOn() throws IOException {
        for (ProcessHandle executor : heldUp) {
            signal("-CONT", executor);
        }
        heldUp.clear();
    }

    private void stop() {
        List<ProcessHandle> all = new ArrayList<>(executors());
        workers.forEach(worker -> all.add(worker.toHandle()));
        if (master != null) {
            all.add(master.toHandle());
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private void deleteFolder() throws IOException {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private long registeredWorkers() {
        return text(folder.resolve("master.log"))
                .lines()
                .filter(line -> line.contains("Registering worker"))
                .count();
    }

    private static void signal(String name, ProcessHandle process) throws IOException {
        Process kill = new ProcessBuilder("kill", name, Long.toString(process.pid())).start();
        Waiting.until("kill " + name, () -> !kill.isAlive());
    }

    private static Matcher matcher(Path log) {
        return URL.matcher(text(log));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
