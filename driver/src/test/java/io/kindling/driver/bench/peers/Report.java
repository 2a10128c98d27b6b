package io.kindling.driver.bench.peers;

import io.kindling.driver.bench.Spread;
import java.util.Locale;
import java.util.Map;

/** The table of an exam. */
final class Report {
    private Report() {}

    static void print(Exam exam, Map<Contestant, Marks> marks, double ceiling) {
        double torch = marks.entrySet().stream()
                .filter(entry -> entry.getKey().torch())
                .mapToDouble(
                        entry -> entry.getValue().over(Lesson::rowsPerSecond).median())
                .max()
                .orElse(Double.NaN);
        int perRow = exam.network().perRow();
        System.out.printf(Locale.ROOT, "%n%s; ceiling %.0f GFLOP/s%n%n", exam, ceiling);
        System.out.printf(
                "| | %s/s | ± | of libtorch | of the ceiling | ms a step | bytes a step | loss of step %d |%n",
                perRow == 1 ? "rows" : "tokens", exam.learningSteps());
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        marks.forEach((contestant, mark) -> {
            Spread rate = mark.over(Lesson::rowsPerSecond);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %.0f %% | %.2f | %.2f | %s | %s | %s |%n",
                    contestant,
                    rate.median() * perRow,
                    100 * rate.share(),
                    rate.median() / torch,
                    rate.median() * exam.network().flopsPerRow() / 1e9 / ceiling,
                    contestant.mlpc()
                            ? "–"
                            : "%.2f".formatted(mark.over(Lesson::millisPerStep).median()),
                    contestant.mlpc() || contestant.torch() ? "–" : "%,.0f".formatted(bytesPerStep(mark)),
                    contestant.takesExactSteps() ? "%.4f".formatted(mark.firstLoss()) : "–");
        });
    }

    private static double bytesPerStep(Marks mark) {
        return mark.over(lesson -> (double) lesson.bytes() / lesson.steps()).median();
    }
}
