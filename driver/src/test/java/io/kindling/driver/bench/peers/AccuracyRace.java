package io.kindling.driver.bench.peers;

import io.kindling.driver.bench.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Seconds of training, looking at the test digits left out, until so many of them are told right: looked at four times an
 * epoch. Each round has a seed of its own.
 *
 * @param rounds how many
 */
record AccuracyRace(int rounds) {
    private static final double[] GOALS = {0.97, 0.98};
    private static final int STEPS = 117;
    private static final int MOST_LOOKS = 60;

    void run(List<Candidate> candidates) throws IOException {
        List<Candidate> racing = candidates.stream()
                .filter(candidate -> candidate.contestant() == Contestant.KINDLING
                        || candidate.contestant().torch())
                .toList();
        List<List<double[]>> results = new ArrayList<>();
        racing.forEach(candidate -> results.add(new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < racing.size(); i++) {
                results.get(i).add(race(racing.get(i), round + 1));
            }
        }
        System.out.printf("%n%s, all of MNIST, Adam at 0.001%n%n", Exam.ACCURACY);
        System.out.println("| | s to 0.97 | ± | s to 0.98 | ± | rows/s |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (int i = 0; i < racing.size(); i++) {
            StringBuilder line = new StringBuilder("| " + racing.get(i).contestant());
            for (int goal = 0; goal < GOALS.length; goal++) {
                Spread spread = over(results.get(i), goal);
                line.append(String.format(Locale.ROOT, " | %.2f | %.0f %%", spread.median(), 100 * spread.share()));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s | %,.0f |%n",
                    line,
                    over(results.get(i), GOALS.length).median());
        }
    }

    private static Spread over(List<double[]> results, int column) {
        return Spread.of(results.stream().mapToDouble(result -> result[column]).toArray());
    }

    /** Seconds to each goal, NaN where it was not reached; last, rows a second. */
    private static double[] race(Candidate candidate, int seed) throws IOException {
        // Warm, by another seed's first steps.
        candidate.ask("begin " + Exam.ACCURACY.name() + " " + (1000 + seed));
        candidate.learn(STEPS * 4);
        candidate.ask("begin " + Exam.ACCURACY.name() + " " + seed);
        double[] result = {Double.NaN, Double.NaN, 0};
        double seconds = 0;
        double rows = 0;
        for (int look = 0; look < MOST_LOOKS && Double.isNaN(result[GOALS.length - 1]); look++) {
            Lesson lesson = candidate.learn(STEPS);
            seconds += lesson.seconds();
            rows += lesson.rows();
            double accuracy = Double.parseDouble(candidate.ask("accuracy"));
            for (int goal = 0; goal < GOALS.length; goal++) {
                if (accuracy >= GOALS[goal] && Double.isNaN(result[goal])) {
                    result[goal] = seconds;
                }
            }
        }
        candidate.ask("end");
        result[GOALS.length] = rows / seconds;
        return result;
    }
}
