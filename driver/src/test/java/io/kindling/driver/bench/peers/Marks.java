package io.kindling.driver.bench.peers;

import io.kindling.driver.bench.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a contestant has shown in an exam. */
final class Marks {
    private final Lesson first;
    private final List<Lesson> lessons = new ArrayList<>();

    /** With the steps that are not counted; their loss is kept. */
    Marks(Lesson first) {
        this.first = first;
    }

    void add(Lesson lesson) {
        lessons.add(lesson);
    }

    /** How many steps take about so long. */
    int steps(double seconds) {
        return (int) Math.max(1, Math.min(2000, seconds / first.seconds() * first.steps()));
    }

    double firstLoss() {
        return first.loss();
    }

    double lastSeconds() {
        return lessons.isEmpty() ? 0 : lessons.get(lessons.size() - 1).seconds();
    }

    Spread over(ToDoubleFunction<Lesson> figure) {
        return Spread.of(lessons.stream().mapToDouble(figure).toArray());
    }
}
