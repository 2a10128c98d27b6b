package io.kindling.driver.tracking.tensorboard;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * TensorBoard's events as protocol buffers: the few messages that are needed of TensorFlow's {@code event.proto}, {@code
 * summary.proto} and {@code histogram.proto}, whose numbers of fields stand here. Wall times are seconds since 1970.
 */
final class Events {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;

    private static final int STATUS = 1;
    private static final int STATUS_START = 1;

    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;
    private static final int HISTOGRAM = 5;

    private Events() {}

    /** The fields of a message. */
    private interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    /** The first event of a file; with version 2 the second may be a {@link #start}. */
    static byte[] version(double wallTime) {
        return event(wallTime, 0, out -> out.writeString(FILE_VERSION, "brain.Event:2"));
    }

    /** Training starts, or starts again, with this step: what earlier files say of it and of later ones is forgotten. */
    static byte[] start(double wallTime, long step) {
        return event(wallTime, step, out -> out.writeByteArray(SESSION_LOG, start()));
    }

    static byte[] scalars(double wallTime, long step, Map<String, Double> scalars) {
        return event(
                wallTime,
                step,
                out -> out.writeByteArray(SUMMARY, message(summary -> {
                    for (Map.Entry<String, Double> scalar : scalars.entrySet()) {
                        summary.writeByteArray(VALUE, message(value -> {
                            value.writeString(TAG, scalar.getKey());
                            value.writeFloat(SIMPLE_VALUE, scalar.getValue().floatValue());
                        }));
                    }
                })));
    }

    static byte[] histograms(double wallTime, long step, Map<String, Histogram> histograms) {
        return event(
                wallTime,
                step,
                out -> out.writeByteArray(SUMMARY, message(summary -> {
                    for (Map.Entry<String, Histogram> histogram : histograms.entrySet()) {
                        summary.writeByteArray(VALUE, message(value -> {
                            value.writeString(TAG, histogram.getKey());
                            value.writeByteArray(HISTOGRAM, histogram(histogram.getValue()));
                        }));
                    }
                })));
    }

    private static byte[] event(double wallTime, long step, Fields what) {
        return message(out -> {
            out.writeDouble(WALL_TIME, wallTime);
            out.writeInt64(STEP, step);
            what.writeTo(out);
        });
    }

    private static byte[] start() {
        return message(out -> out.writeEnum(STATUS, STATUS_START));
    }

    private static byte[] histogram(Histogram histogram) {
        return message(out -> {
            out.writeDouble(1, histogram.min());
            out.writeDouble(2, histogram.max());
            out.writeDouble(3, (double) histogram.count());
            out.writeDouble(4, histogram.sum());
            out.writeDouble(5, histogram.sumOfSquares());
            out.writeByteArray(6, packed(histogram.limits()));
            out.writeByteArray(7, packed(histogram.counts()));
        });
    }

    private static byte[] packed(double[] numbers) {
        return message(out -> {
            for (double number : numbers) {
                out.writeDoubleNoTag(number);
            }
        });
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
