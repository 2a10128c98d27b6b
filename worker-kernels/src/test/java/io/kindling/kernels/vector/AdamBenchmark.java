package io.kindling.kernels.vector;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whether an optimizer's update, written as a plain loop, keeps up with the Vector API. Microseconds for all numbers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector"})
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class AdamBenchmark {
    @Param({"8192", "1000000"})
    int length;

    private float[] gradient;
    private float[] first;
    private float[] second;
    private float[] parameters;

    @Setup
    public void fill() {
        gradient = Numbers.normal(length, 1);
        first = new float[length];
        second = new float[length];
        parameters = Numbers.normal(length, 2);
    }

    @Benchmark
    public float[] plain() {
        float[] g = gradient;
        float[] m = first;
        float[] v = second;
        float[] w = parameters;
        for (int i = 0; i < length; i++) {
            m[i] = 0.9f * m[i] + 0.1f * g[i];
            v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
            w[i] -= 0.001f * m[i] / ((float) Math.sqrt(v[i]) + 1e-8f);
        }
        return w;
    }

    @Benchmark
    public float[] plainInThreePasses() {
        float[] g = gradient;
        float[] m = first;
        float[] v = second;
        float[] w = parameters;
        for (int start = 0; start < length; start += 1024) {
            int end = Math.min(start + 1024, length);
            for (int i = start; i < end; i++) {
                m[i] = 0.9f * m[i] + 0.1f * g[i];
            }
            for (int i = start; i < end; i++) {
                v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
            }
            for (int i = start; i < end; i++) {
                w[i] -= 0.001f * m[i] / ((float) Math.sqrt(v[i]) + 1e-8f);
            }
        }
        return w;
    }

    @Benchmark
    public float[] vector() {
        int i = 0;
        for (; i < Lanes.SPECIES.loopBound(length); i += Lanes.WIDTH) {
            FloatVector g = FloatVector.fromArray(Lanes.SPECIES, gradient, i);
            FloatVector m =
                    FloatVector.fromArray(Lanes.SPECIES, first, i).mul(0.9f).add(g.mul(0.1f));
            FloatVector v = FloatVector.fromArray(Lanes.SPECIES, second, i)
                    .mul(0.999f)
                    .add(g.mul(0.001f).mul(g));
            FloatVector w = FloatVector.fromArray(Lanes.SPECIES, parameters, i);
            m.intoArray(first, i);
            v.intoArray(second, i);
            w.sub(m.mul(0.001f).div(v.sqrt().add(1e-8f))).intoArray(parameters, i);
        }
        return parameters;
    }
}
