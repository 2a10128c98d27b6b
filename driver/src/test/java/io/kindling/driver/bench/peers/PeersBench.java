package io.kindling.driver.bench.peers;

import io.kindling.driver.bench.Machine;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Kindling beside what people would use instead: the same networks, the same data, in one run, in turn. Each contestant has a
 * process of its own, so that no native library meddles with another's, and rests while others are at it.
 * {@code scripts/bench peers [ROUNDS [NAME ...]]}, where a name is that of an exam or of a contestant.
 */
final class PeersBench {
    private static final int ROUNDS = 5;
    private static final double ROUND_SECONDS = 2;
    /** Who needs longer for a round is not asked for another. */
    private static final double PATIENCE = 45;

    private final int rounds;
    private final List<Candidate> candidates = new ArrayList<>();

    private PeersBench(int rounds) {
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
        List<String> names = Arrays.stream(arguments).skip(1).toList();
        requireKnown(names);
        int threads = Runtime.getRuntime().availableProcessors();
        System.out.printf(
                "%s: %s, %d threads, %s, Java %s, %d rounds of some %.0f s%n%n",
                LocalDate.now(ZoneId.systemDefault()),
                Machine.processor(),
                threads,
                System.getProperty("os.name"),
                System.getProperty("java.version"),
                rounds,
                ROUND_SECONDS);
        new PeersBench(rounds).run(threads, chosen(Contestant.values(), names), chosen(Exam.values(), names));
        System.exit(0);
    }

    private static void requireKnown(List<String> names) {
        List<String> known = Stream.<Enum<?>>concat(Stream.of(Contestant.values()), Stream.of(Exam.values()))
                .map(Enum::name)
                .toList();
        for (String name : names) {
            if (!known.contains(name)) {
                System.err.println(name + " is none of " + String.join(", ", known));
                System.exit(2);
            }
        }
    }

    /** Those that are named; all where none is. */
    private static <E extends Enum<E>> List<E> chosen(E[] all, List<String> names) {
        List<E> named =
                Arrays.stream(all).filter(one -> names.contains(one.name())).toList();
        return named.isEmpty() ? List.of(all) : named;
    }

    private void run(int threads, List<Contestant> contestants, List<Exam> exams) throws Exception {
        try {
            for (Contestant contestant : contestants) {
                Candidate candidate = new Candidate(contestant, threads);
                candidates.add(candidate);
                System.out.printf("- %s: %s%n", contestant, candidate.ask("about"));
            }
            for (Exam exam : exams) {
                if (exam == Exam.ACCURACY) {
                    new AccuracyRace(rounds).run(candidates);
                } else {
                    examine(exam);
                }
            }
        } finally {
            candidates.forEach(Candidate::close);
        }
    }

    private void examine(Exam exam) throws IOException, InterruptedException {
        Map<Contestant, Marks> marks = new EnumMap<>(Contestant.class);
        List<Candidate> able = candidates.stream()
                .filter(candidate -> candidate.contestant().canTake(exam))
                .toList();
        for (Candidate candidate : able) {
            candidate.ask("begin " + exam.name() + " 1");
            marks.put(candidate.contestant(), warm(candidate, exam));
        }
        double[] ceilings = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            ceilings[round] = Double.parseDouble(candidates.get(0).ask("ceiling"));
            for (Candidate candidate : able) {
                Marks mark = marks.get(candidate.contestant());
                if (mark.lastSeconds() < PATIENCE) {
                    // The threads of the one before may still spin.
                    Thread.sleep(300);
                    mark.add(candidate.learn(mark.steps(ROUND_SECONDS)));
                }
            }
        }
        for (Candidate candidate : able) {
            candidate.ask("end");
        }
        Report.print(exam, marks, Spread.of(ceilings).median());
    }

    /** The first steps: their last loss is held against the others', and their time says how many a round takes. */
    private static Marks warm(Candidate candidate, Exam exam) throws IOException {
        if (candidate.contestant().mlpc()) {
            candidate.learn(1);
            return new Marks(candidate.learn(2));
        }
        Lesson first = candidate.learn(exam.learningSteps());
        Lesson pace = candidate.learn(exam.learningSteps());
        return new Marks(new Lesson(pace.steps(), pace.rows(), pace.seconds(), first.loss(), pace.bytes()));
    }
}
