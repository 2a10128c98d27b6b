package io.kindling.kernels.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairwiseTreeTest {
    @Test
    void theShapeIsThatOfNeighboursFirst() {
        assertThat(sum(List.of(0, 1, 2, 3, 4))).isEqualTo("(((0+1)+(2+3))+4)");
        assertThat(sum(List.of(0, 1, 2, 3, 4, 5, 6))).isEqualTo("(((0+1)+(2+3))+((4+5)+6))");
        assertThat(sum(List.of(0))).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 65, 512})
    void theOrderOfArrivalDoesNotShow(int leaves) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < leaves; i++) {
            order.add(i);
        }
        String expected = sum(order);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(order, new Random(seed));
            assertThat(sum(order)).isEqualTo(expected);
        }
    }

    @Test
    void askingBeforeAllHaveComeIsRefused() {
        PairwiseTree<String> tree = new PairwiseTree<>(2, String::concat);
        tree.offer(1, "b");
        assertThatThrownBy(tree::result)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2 results");
    }

    @Test
    void manyThreadsGiveTheSameSum() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            PairwiseTree<String> tree = new PairwiseTree<>(33, PairwiseTreeTest::plus);
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                int first = t;
                Thread thread = new Thread(() -> {
                    for (int leaf = first; leaf < 33; leaf += 3) {
                        tree.offer(leaf, Integer.toString(leaf));
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < 33; i++) {
                order.add(i);
            }
            assertThat(tree.result()).isEqualTo(sum(order));
        }
    }

    private static String sum(List<Integer> order) {
        PairwiseTree<String> tree = new PairwiseTree<>(order.size(), PairwiseTreeTest::plus);
        order.forEach(leaf -> tree.offer(leaf, Integer.toString(leaf)));
        return tree.result();
    }

    private static String plus(String left, String right) {
        return "(" + left + "+" + right + ")";
    }
}
