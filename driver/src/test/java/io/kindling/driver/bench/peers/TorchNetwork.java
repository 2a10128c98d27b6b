package io.kindling.driver.bench.peers;

import io.kindling.kernels.tensor.Shape;
import java.util.Map;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The networks of {@link Exam}, written for libtorch.
 *
 * @param exam which one
 * @param weights by Kindling's names: shapes and order of numbers are the same
 */
record TorchNetwork(Exam exam, Map<String, Tensor> weights) {
    private static final int HEADS = 4;

    static Tensor features(Exam exam, Rows rows) {
        int width = rows.x()[0].length;
        if (exam == Exam.TRANSFORMER) {
            return whole(rows.x()).reshape(rows.x().length, width);
        }
        float[] all = flat(rows.x());
        return exam == Exam.LENET
                ? Tensor.create(all, rows.x().length, 1, 28, 28)
                : Tensor.create(all, rows.x().length, width);
    }

    static Tensor targets(Exam exam, Rows rows) {
        Tensor all = whole(rows.y());
        return exam == Exam.TRANSFORMER ? all.reshape(rows.y().length, rows.y()[0].length) : all;
    }

    private static Tensor whole(float[][] rows) {
        float[] all = flat(rows);
        long[] whole = new long[all.length];
        for (int i = 0; i < all.length; i++) {
            whole[i] = (long) all[i];
        }
        return Tensor.create(whole);
    }

    private static float[] flat(float[][] rows) {
        float[] all = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * rows[0].length, rows[0].length);
        }
        return all;
    }

    static long[] longs(Shape shape) {
        return shape.dimensions().stream().mapToLong(Integer::longValue).toArray();
    }

    /** The mean loss of a batch. */
    Tensor loss(Tensor x, Tensor y) {
        Tensor outputs = outputs(x);
        return exam == Exam.TRANSFORMER
                ? torch.cross_entropy(outputs.reshape(-1, outputs.size(2)), y.reshape(-1))
                : torch.cross_entropy(outputs, y);
    }

    /** Scores of a batch. */
    Tensor outputs(Tensor x) {
        return switch (exam) {
            case LENET -> pictures(x);
            case TRANSFORMER -> texts(x);
            default -> dense(x, 0);
        };
    }

    /** Dense layers from this place on, with ReLUs between them. */
    private Tensor dense(Tensor x, int from) {
        Tensor h = x;
        for (int i = from; weights.containsKey("layers." + i + ".weight"); i += 2) {
            h = i == from ? h : h.relu_();
            h = linear(h, "layers." + i + ".");
        }
        return h;
    }

    private Tensor pictures(Tensor x) {
        Tensor first = convolution(x, "layers.0.");
        Tensor second = convolution(first, "layers.3.");
        return dense(second.flatten(1, -1), 7);
    }

    private Tensor convolution(Tensor x, String name) {
        TensorOptional bias = new TensorOptional(weights.get(name + "bias"));
        long[] one = {1, 1};
        Tensor y = torch.conv2d(x, weights.get(name + "weight"), bias, one, new long[] {2, 2}, one, 1);
        return torch.max_pool2d(y.relu_(), 2, 2);
    }

    private Tensor texts(Tensor ids) {
        Tensor vectors = weights.get("layers.0.weight");
        Tensor h = torch.embedding(vectors, ids).add_(weights.get("layers.0.0.weight"));
        h = block(h, "layers.0.1.");
        h = block(h, "layers.0.2.");
        return torch.linear(norm(h, "layers.0.3."), vectors);
    }

    private Tensor block(Tensor x, String name) {
        Tensor h = x.add(attention(norm(x, name + "norm1."), name + "self_attn."));
        Tensor wide = linear(norm(h, name + "norm2."), name + "linear1.");
        return h.add(linear(torch.gelu(wide), name + "linear2."));
    }

    private Tensor attention(Tensor x, String name) {
        long rows = x.size(0);
        long time = x.size(1);
        long width = x.size(2);
        TensorOptional bias = new TensorOptional(weights.get(name + "in_proj_bias"));
        TensorVector parts = torch.linear(x, weights.get(name + "in_proj_weight"), bias)
                .view(rows, time, 3, HEADS, width / HEADS)
                .transpose(1, 3)
                .unbind(2);
        Tensor mixed = torch.scaled_dot_product_attention(
                parts.get(0), parts.get(1), parts.get(2), new TensorOptional(), 0, true, new DoubleOptional(), false);
        return linear(mixed.transpose(1, 2).reshape(rows, time, width), name + "out_proj.");
    }

    private Tensor norm(Tensor x, String name) {
        TensorOptional weight = new TensorOptional(weights.get(name + "weight"));
        TensorOptional bias = new TensorOptional(weights.get(name + "bias"));
        return torch.layer_norm(x, new long[] {x.size(-1)}, weight, bias, 1e-5, true);
    }

    private Tensor linear(Tensor x, String name) {
        return torch.linear(x, weights.get(name + "weight"), new TensorOptional(weights.get(name + "bias")));
    }
}
