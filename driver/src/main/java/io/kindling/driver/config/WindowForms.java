package io.kindling.driver.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kindling.driver.config.binding.Binder;
import io.kindling.kernels.convolution.Extent;
import io.kindling.kernels.convolution.Padding;
import io.kindling.kernels.convolution.PoolStride;
import io.kindling.kernels.convolution.SequencePadding;
import java.util.function.IntFunction;

/** How the windows of convolutions and poolings are written: a number, a pair of numbers, a word. */
final class WindowForms {
    private WindowForms() {}

    static Binder.Builder addTo(Binder.Builder builder) {
        return builder.with(Extent.class, Extent.WANTED, WindowForms::extent, e -> node(e.height(), e.width()))
                .with(Padding.class, Padding.WANTED, WindowForms::padding, WindowForms::node)
                .with(PoolStride.class, PoolStride.WANTED, WindowForms::stride, WindowForms::node)
                .with(SequencePadding.class, SequencePadding.WANTED, WindowForms::sequencePadding, WindowForms::node);
    }

    private static Extent extent(JsonNode node) {
        return pair(node, Extent.WANTED, Extent::new);
    }

    private static Padding padding(JsonNode node) {
        return isWord(node, "same") ? Padding.SAME : pair(node, Padding.WANTED, Padding::of);
    }

    private static PoolStride stride(JsonNode node) {
        return isWord(node, "kernel") ? PoolStride.KERNEL : PoolStride.of(pair(node, PoolStride.WANTED, Extent::new));
    }

    private static SequencePadding sequencePadding(JsonNode node) {
        if (isWord(node, "same")) {
            return SequencePadding.SAME;
        }
        return isWord(node, "causal")
                ? SequencePadding.CAUSAL
                : whole(node, node, SequencePadding.WANTED, SequencePadding::of);
    }

    private static boolean isWord(JsonNode node, String word) {
        return node.isTextual() && node.asText().equals(word);
    }

    /** Of one number for both axes, or of a list of two. */
    private static <T> T pair(JsonNode node, String wanted, PairFunction<T> make) {
        if (!node.isArray()) {
            return whole(node, node, wanted, both -> make.apply(both, both));
        } else if (node.size() != 2) {
            throw refused(node, wanted);
        }
        return whole(
                node,
                node.get(0),
                wanted,
                height -> whole(node, node.get(1), wanted, width -> make.apply(height, width)));
    }

    private static <T> T whole(JsonNode found, JsonNode number, String wanted, IntFunction<T> make) {
        if (!number.isIntegralNumber() || !number.canConvertToInt()) {
            throw refused(found, wanted);
        }
        return make.apply(number.intValue());
    }

    private static IllegalArgumentException refused(JsonNode found, String wanted) {
        return new IllegalArgumentException("is " + found.toString().replace(",", ", ") + "; it must be " + wanted);
    }

    private static JsonNode node(int height, int width) {
        return height == width
                ? IntNode.valueOf(height)
                : JsonNodeFactory.instance.arrayNode().add(height).add(width);
    }

    private static JsonNode node(Padding padding) {
        return padding.isSame() ? TextNode.valueOf("same") : node(padding.height(), padding.width());
    }

    private static JsonNode node(PoolStride stride) {
        return stride.equals(PoolStride.KERNEL) ? TextNode.valueOf("kernel") : node(stride.height(), stride.width());
    }

    private static JsonNode node(SequencePadding padding) {
        return padding.steps() < 0 ? TextNode.valueOf(padding.toString()) : IntNode.valueOf(padding.steps());
    }

    /** Makes something of two numbers. */
    private interface PairFunction<T> {
        T apply(int height, int width);
    }
}
