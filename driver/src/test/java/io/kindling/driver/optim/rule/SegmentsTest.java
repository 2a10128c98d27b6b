package io.kindling.driver.optim.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentsTest {
    private static final List<Segment> LIST = List.of(
            new Segment("a", 0, 3, true),
            new Segment("empty", 3, 0, true),
            new Segment("b", 3, 1, false),
            new Segment("c", 4, 6, true));
    private static final Segments SEGMENTS = new Segments(LIST, 10);

    private static List<String> parts(int from, int to) {
        List<String> parts = new ArrayList<>();
        SEGMENTS.forEach(from, to, (segment, start, end) -> {
            if (end > start) {
                parts.add(SEGMENTS.get(segment).name() + start + "-" + end);
            }
        });
        return parts;
    }

    @Test
    void aRangeIsVisitedSegmentBySegment() {
        assertThat(parts(0, 10)).containsExactly("a0-3", "b3-4", "c4-10");
        assertThat(parts(1, 5)).containsExactly("a1-3", "b3-4", "c4-5");
        assertThat(parts(3, 4)).containsExactly("b3-4");
        assertThat(parts(7, 9)).containsExactly("c7-9");
        assertThat(parts(5, 5)).isEmpty();
    }

    @Test
    void aGapIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Segments(List.of(new Segment("a", 0, 3, true), new Segment("b", 4, 1, true)), 5))
                .withMessageContaining("Segment b has offset 4")
                .withMessageContaining("wanted offset 3");
    }

    @Test
    void anEndElsewhereIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Segments(LIST, 11))
                .withMessage("The segments end at 10, but there are 11 parameters");
    }
}
