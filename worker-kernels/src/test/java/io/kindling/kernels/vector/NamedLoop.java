package io.kindling.kernels.vector;

import java.util.List;

/**
 * A loop of {@link Elementwise} in one common form, for the tests that run over all of them.
 *
 * @param name what it computes
 * @param elementwise whether an output depends on nothing but the inputs at its own position
 * @param run overwrites out; loops of one input leave b alone
 */
record NamedLoop(String name, boolean elementwise, Run run) {
    interface Run {
        void run(Elementwise loops, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset, int n);
    }

    static final List<NamedLoop> ALL = List.of(
            each("addBias", (e, a, ao, b, bo, o, oo, n) -> e.addBias(a, ao, b, bo, o, oo, n)),
            each("scale", (e, a, ao, b, bo, o, oo, n) -> e.scale(0.3f, a, ao, o, oo, n)),
            of("dropout", (e, a, ao, b, bo, o, oo, n) -> e.dropout(0.3f, 0x123456789ABCDEFL, a, ao, o, oo, n)),
            each("relu", (e, a, ao, b, bo, o, oo, n) -> e.relu(a, ao, o, oo, n)),
            each("biasRelu", (e, a, ao, b, bo, o, oo, n) -> e.biasRelu(a, ao, b, bo, o, oo, n)),
            each("reluGradient", (e, a, ao, b, bo, o, oo, n) -> e.reluGradient(a, ao, b, bo, o, oo, n)),
            each("leakyRelu", (e, a, ao, b, bo, o, oo, n) -> e.leakyRelu(0.2f, a, ao, o, oo, n)),
            each("leakyReluGradient", (e, a, ao, b, bo, o, oo, n) -> e.leakyReluGradient(0.2f, a, ao, b, bo, o, oo, n)),
            each("hardtanh", (e, a, ao, b, bo, o, oo, n) -> e.hardtanh(-1, 2, a, ao, o, oo, n)),
            each("hardtanhGradient", (e, a, ao, b, bo, o, oo, n) -> e.hardtanhGradient(-1, 2, a, ao, b, bo, o, oo, n)),
            each("exp", (e, a, ao, b, bo, o, oo, n) -> e.exp(0.7f, a, ao, o, oo, n)),
            each("sigmoid", (e, a, ao, b, bo, o, oo, n) -> e.sigmoid(a, ao, o, oo, n)),
            each("sigmoidGradient", (e, a, ao, b, bo, o, oo, n) -> e.sigmoidGradient(a, ao, b, bo, o, oo, n)),
            each("tanh", (e, a, ao, b, bo, o, oo, n) -> e.tanh(a, ao, o, oo, n)),
            each("tanhGradient", (e, a, ao, b, bo, o, oo, n) -> e.tanhGradient(a, ao, b, bo, o, oo, n)),
            each("silu", (e, a, ao, b, bo, o, oo, n) -> e.silu(a, ao, o, oo, n)),
            each("siluGradient", (e, a, ao, b, bo, o, oo, n) -> e.siluGradient(a, ao, b, bo, o, oo, n)),
            each("geluTanh", (e, a, ao, b, bo, o, oo, n) -> e.geluTanh(a, ao, o, oo, n)),
            each("geluTanhGradient", (e, a, ao, b, bo, o, oo, n) -> e.geluTanhGradient(a, ao, b, bo, o, oo, n)),
            each("elu", (e, a, ao, b, bo, o, oo, n) -> e.elu(1.3f, a, ao, o, oo, n)),
            each("eluGradient", (e, a, ao, b, bo, o, oo, n) -> e.eluGradient(1.3f, a, ao, b, bo, o, oo, n)),
            each("selu", (e, a, ao, b, bo, o, oo, n) -> e.selu(a, ao, o, oo, n)),
            each("seluGradient", (e, a, ao, b, bo, o, oo, n) -> e.seluGradient(a, ao, b, bo, o, oo, n)),
            each("softplus", (e, a, ao, b, bo, o, oo, n) -> e.softplus(a, ao, o, oo, n)),
            each("softplusGradient", (e, a, ao, b, bo, o, oo, n) -> {
                // Its y is never below 0.
                float[] y = new float[n];
                e.relu(a, ao, y, 0, n);
                e.softplusGradient(y, 0, b, bo, o, oo, n);
            }),
            each("mish", (e, a, ao, b, bo, o, oo, n) -> e.mish(a, ao, o, oo, n)),
            each("mishGradient", (e, a, ao, b, bo, o, oo, n) -> e.mishGradient(a, ao, b, bo, o, oo, n)),
            each("gelu", (e, a, ao, b, bo, o, oo, n) -> e.gelu(a, ao, o, oo, n)),
            each("geluGradient", (e, a, ao, b, bo, o, oo, n) -> e.geluGradient(a, ao, b, bo, o, oo, n)),
            of("softmax", (e, a, ao, b, bo, o, oo, n) -> e.softmax(a, ao, o, oo, n)),
            of("softmaxGradient", (e, a, ao, b, bo, o, oo, n) -> e.softmaxGradient(a, ao, b, bo, o, oo, n)),
            of("logSoftmax", (e, a, ao, b, bo, o, oo, n) -> e.logSoftmax(a, ao, o, oo, n)),
            of("logSoftmaxGradient", (e, a, ao, b, bo, o, oo, n) -> e.logSoftmaxGradient(a, ao, b, bo, o, oo, n)),
            of("layerNorm", (e, a, ao, b, bo, o, oo, n) -> {
                float[] moments = new float[2];
                e.layerNorm(1e-5, a, ao, twice(b, bo, n), 0, o, oo, moments, 0, n);
            }),
            of("layerNormGradient", (e, a, ao, b, bo, o, oo, n) -> {
                // A fixed mean and scale, and all three gradients in one output.
                float[] dParameters = twice(b, bo, n);
                e.layerNormGradient(
                        a, ao, twice(b, bo, n), 0, new float[] {0.3f, 0.7f}, 0, b, bo, o, oo, dParameters, 0, n);
                e.add(dParameters, 0, o, oo, n);
                e.add(dParameters, n, o, oo, n);
            }));

    /** The window twice, one behind the other: as weight and bias. */
    private static float[] twice(float[] b, int bOffset, int n) {
        float[] both = new float[2 * n];
        System.arraycopy(b, bOffset, both, 0, n);
        System.arraycopy(b, bOffset, both, n, n);
        return both;
    }

    private static NamedLoop each(String name, Run run) {
        return new NamedLoop(name, true, run);
    }

    private static NamedLoop of(String name, Run run) {
        return new NamedLoop(name, false, run);
    }

    /** The loop's output for inputs that start at 0. */
    float[] apply(Elementwise loops, float[] a, float[] b) {
        float[] out = new float[a.length];
        run.run(loops, a, 0, b, 0, out, 0, a.length);
        return out;
    }

    @Override
    public String toString() {
        return name;
    }
}
