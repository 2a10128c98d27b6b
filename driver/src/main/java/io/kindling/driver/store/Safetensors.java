package io.kindling.driver.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.files.Location;
import io.kindling.kernels.parameter.ParameterLayout;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Weights in the safetensors format: the header's length in 8 bytes, a JSON header with name, type, shape and place of
 * each tensor, then the numbers, little-endian. As the parameters lie in one flat array, the data part is that array.
 */
public final class Safetensors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BLOCK_FLOATS = 1 << 14;

    private Safetensors() {}

    /** The numbers as they lie in the file: little-endian, 4 bytes each. */
    static byte[] bytes(float[] values, int from, int count) {
        byte[] bytes = new byte[count * Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values, from, count);
        return bytes;
    }

    /**
     * Writes numbers.
     *
     * @param entries the tensors that the array holds, in their order and without gaps
     */
    static void write(OutputStream out, List<ParameterLayout.Entry> entries, float[] values) throws IOException {
        writeHeader(out, entries);
        writeNumbers(out, values);
    }

    /** Writes the numbers of a flat array. */
    static void writeNumbers(OutputStream out, float[] values) throws IOException {
        for (int from = 0; from < values.length; from += BLOCK_FLOATS) {
            out.write(bytes(values, from, Math.min(BLOCK_FLOATS, values.length - from)));
        }
    }

    /** Writes all that stands before the numbers. */
    public static void writeHeader(OutputStream out, List<ParameterLayout.Entry> entries) throws IOException {
        writeHeader(out, header(entries));
    }

    /** As the other, for tensors that are not those of a flat array alone. */
    static void writeHeader(OutputStream out, ObjectNode tensors) throws IOException {
        writeHeader(out, padded(tensors));
    }

    private static void writeHeader(OutputStream out, byte[] header) throws IOException {
        out.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        out.write(header);
    }

    /**
     * Reads numbers.
     *
     * @throws IOException whose message continues "it is damaged: " if the file is not there, or not what is written for
     *     these tensors
     */
    public static float[] read(Location file, List<ParameterLayout.Entry> entries) throws IOException {
        byte[] wanted = header(entries);
        try (InputStream in = new BufferedInputStream(file.open())) {
            long length = file.length();
            long headerLength = headerLength(in, length, Integer.MAX_VALUE);
            if (headerLength != wanted.length || !Arrays.equals(in.readNBytes(wanted.length), wanted)) {
                throw new UnfitTensorsException("its tensors are not those that model.json describes");
            }
            int count = entries.stream().mapToInt(ParameterLayout.Entry::length).sum();
            long dataBytes = length - Long.BYTES - headerLength;
            if (dataBytes != (long) count * Float.BYTES) {
                throw new UnfitTensorsException("it holds " + dataBytes + " bytes of numbers instead of " + count * 4L);
            }
            return numbers(in, count);
        } catch (UnfitTensorsException e) {
            throw e;
        } catch (FileNotFoundException e) {
            throw new UnfitTensorsException("it is not there");
        } catch (IOException e) {
            throw new UnfitTensorsException("it cannot be read (" + e.getMessage() + ")");
        }
    }

    /**
     * Reads the length of the header that follows.
     *
     * @param fileLength in bytes
     * @param most bytes that a header may have
     */
    static long headerLength(InputStream in, long fileLength, int most) throws IOException {
        byte[] prefix = in.readNBytes(Long.BYTES);
        long length = prefix.length < Long.BYTES
                ? -1
                : ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > Math.min(most, fileLength - Long.BYTES)) {
            throw new UnfitTensorsException("its header does not fit a file of " + fileLength + " bytes");
        }
        return length;
    }

    private static float[] numbers(InputStream in, int count) throws IOException {
        float[] values = new float[count];
        for (int from = 0; from < count; from += BLOCK_FLOATS) {
            int floats = Math.min(BLOCK_FLOATS, count - from);
            byte[] block = in.readNBytes(floats * Float.BYTES);
            if (block.length < floats * Float.BYTES) {
                throw new EOFException("it ends before its time");
            }
            ByteBuffer.wrap(block)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values, from, floats);
        }
        return values;
    }

    /** The JSON header, padded with blanks so that the numbers start at a multiple of 8. */
    private static byte[] header(List<ParameterLayout.Entry> entries) {
        ObjectNode tensors = JSON.createObjectNode();
        for (ParameterLayout.Entry entry : entries) {
            describe(tensors.putObject(entry.name()), entry, 0);
        }
        return padded(tensors);
    }

    /**
     * Says what a tensor of the flat array is.
     *
     * @param before bytes of data in front of the array
     */
    static void describe(ObjectNode tensor, ParameterLayout.Entry entry, long before) {
        ArrayNode shape = tensor.put("dtype", "F32").putArray("shape");
        entry.parameter().shape().dimensions().forEach(shape::add);
        long start = before + (long) entry.offset() * Float.BYTES;
        tensor.putArray("data_offsets").add(start).add(start + (long) entry.length() * Float.BYTES);
    }

    /** As it lies in the file. */
    private static byte[] padded(ObjectNode tensors) {
        String json = tensors.toString();
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        return (json + " ".repeat((8 - length % 8) % 8)).getBytes(StandardCharsets.UTF_8);
    }
}
