package io.kindling.driver.bench.peers;

import io.kindling.driver.bench.BenchCluster;
import io.kindling.driver.bench.Ceiling;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The process of a contestant: takes commands from its standard input, a line each, and answers with lines that begin with
 * {@value #ANSWER}. It rests between them.
 */
final class Classroom {
    static final String ANSWER = "= ";

    private final School school;
    private final int threads;
    private Pupil pupil;

    private Classroom(School school, int threads) {
        this.school = school;
        this.threads = threads;
    }

    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[1]);
        Classroom room = new Classroom(school(Contestant.valueOf(arguments[0]), threads), threads);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(ANSWER + room.answer(line.split(" ", -1)));
            System.out.flush();
        }
        System.exit(0);
    }

    private static School school(Contestant contestant, int threads) {
        if (contestant == Contestant.MLPC_NATIVE) {
            Path bridge = Path.of(Loader.load(openblas_nolapack.class));
            openblas_nolapack.blas_set_num_threads(1);
            String library = bridge.resolveSibling("libopenblas_nolapack.so.0").toString();
            System.setProperty("dev.ludovic.netlib.blas.nativeLibPath", library);
        }
        String master = "local[" + threads + "]";
        return switch (contestant) {
            case KINDLING -> new KindlingSchool(threads, null, 1);
            case KINDLING_SPARK -> new KindlingSchool(threads, BenchCluster.open(master), 1);
            case KINDLING_LOCAL_STEPS -> new KindlingSchool(threads, BenchCluster.open(master), 8);
            case MLPC_JAVA, MLPC_NATIVE ->
                new MlpcSchool(
                        SparkSession.builder()
                                .sparkContext(BenchCluster.open(master).sc())
                                .getOrCreate(),
                        threads);
            case TORCH_OPENBLAS, TORCH_MKL -> new TorchSchool(threads);
        };
    }

    private String answer(String[] command) throws Exception {
        return switch (command[0]) {
            case "about" -> school.about();
            case "ceiling" -> String.format(Locale.ROOT, "%f", Ceiling.gflops(threads));
            case "begin" -> begin(Exam.valueOf(command[1]), Long.parseLong(command[2]));
            case "learn" -> pupil.learn(Integer.parseInt(command[1])).written();
            case "accuracy" -> Double.toString(pupil.accuracy(Rows.digits("t10k", 10_000)));
            case "end" -> end();
            default -> throw new IllegalArgumentException("Unknown: " + String.join(" ", command));
        };
    }

    private String begin(Exam exam, long seed) throws Exception {
        end();
        pupil = school.pupil(exam, seed);
        return "";
    }

    private String end() {
        if (pupil != null) {
            pupil.close();
            pupil = null;
            // What native memory hangs on is let go now, not in a round of someone else.
            System.gc();
        }
        return "";
    }
}
