package io.kindling.driver.exchange.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An ONNX file in ONNX Runtime. */
public final class OnnxSession implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    public OnnxSession(byte[] file) {
        try {
            session = environment.createSession(file);
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    /** The file's own remarks. */
    public Map<String, String> remarks() {
        try {
            return session.getMetadata().getCustomMetadata();
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    /** The shape of an input, with -1 for what is left open. */
    public long[] inputShape(String name) {
        try {
            return ((TensorInfo) session.getInputInfo().get(name).getInfo()).getShape();
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Runs some rows through.
     *
     * @param features row by row
     * @param lengths of the rows, where the file takes them
     * @return the outputs, row by row
     */
    public Map<String, float[]> run(float[] features, int rows, Optional<long[]> lengths) {
        try {
            TensorInfo info =
                    (TensorInfo) session.getInputInfo().get("features").getInfo();
            long[] shape = info.getShape();
            shape[0] = rows;
            Map<String, OnnxTensor> inputs = new HashMap<>();
            inputs.put(
                    "features",
                    switch (info.type) {
                        case FLOAT -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(features), shape);
                        case INT64 -> OnnxTensor.createTensor(environment, LongBuffer.wrap(whole(features)), shape);
                        default -> throw new AssertionError("features are " + info.type);
                    });
            if (lengths.isPresent()) {
                inputs.put(
                        "lengths",
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(lengths.get()), new long[] {rows}));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                Map<String, float[]> outputs = new LinkedHashMap<>();
                for (Map.Entry<String, OnnxValue> output : result) {
                    FloatBuffer numbers = ((OnnxTensor) output.getValue()).getFloatBuffer();
                    float[] copy = new float[numbers.remaining()];
                    numbers.get(copy);
                    outputs.put(output.getKey(), copy);
                }
                return outputs;
            } finally {
                inputs.values().forEach(OnnxTensor::close);
            }
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    private static long[] whole(float[] numbers) {
        long[] whole = new long[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            whole[i] = (long) numbers[i];
        }
        return whole;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
