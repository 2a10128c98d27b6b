package io.kindling.driver.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.kernels.parameter.ParameterLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Weights in the safetensors format: the header's length in 8 bytes, a JSON header with name, type, shape and place of
 * each tensor, then the numbers, little-endian. As the parameters lie in one flat array, the data part is that array.
 */
final class Safetensors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BLOCK_FLOATS = 1 << 14;
    private static final long LARGEST_HEADER = 100L << 20;

    private Safetensors() {}

    /** The numbers as they lie in the file: little-endian, 4 bytes each. */
    static byte[] bytes(float[] values, int from, int count) {
        byte[] bytes = new byte[count * Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values, from, count);
        return bytes;
    }

    static void write(Path file, ParameterLayout layout, float[] parameters) throws IOException {
        byte[] header = header(layout);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            for (int from = 0; from < parameters.length; from += BLOCK_FLOATS) {
                out.write(bytes(parameters, from, Math.min(BLOCK_FLOATS, parameters.length - from)));
            }
        }
    }

    /**
     * Reads the parameters of a layout.
     *
     * @throws DamagedModelException if the file is not there, or not what {@link #write} makes of this layout
     */
    static float[] read(Path file, ParameterLayout layout) {
        byte[] content = content(file);
        ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        long headerLength = content.length < 8 ? -1 : buffer.getLong();
        if (headerLength < 0 || headerLength > Math.min(LARGEST_HEADER, content.length - 8)) {
            throw new DamagedModelException(file, "its header does not fit a file of " + content.length + " bytes");
        }
        byte[] header = Arrays.copyOfRange(content, 8, 8 + (int) headerLength);
        if (!Arrays.equals(header, header(layout))) {
            throw new DamagedModelException(file, "its tensors are not those that model.json describes");
        }
        long dataBytes = content.length - 8 - headerLength;
        if (dataBytes != (long) layout.length() * Float.BYTES) {
            throw new DamagedModelException(
                    file, "it holds " + dataBytes + " bytes of numbers instead of " + layout.length() * 4L);
        }
        float[] parameters = new float[layout.length()];
        buffer.position(8 + (int) headerLength);
        buffer.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(parameters);
        return parameters;
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new DamagedModelException(file, "it is not there");
        } catch (IOException e) {
            throw new DamagedModelException(file, "it cannot be read (" + e.getMessage() + ")");
        }
    }

    /** The JSON header, padded with blanks so that the numbers start at a multiple of 8. */
    private static byte[] header(ParameterLayout layout) {
        ObjectNode tensors = JSON.createObjectNode();
        for (ParameterLayout.Entry entry : layout.all()) {
            ObjectNode tensor = tensors.putObject(entry.name()).put("dtype", "F32");
            ArrayNode shape = tensor.putArray("shape");
            entry.parameter().shape().dimensions().forEach(shape::add);
            long start = (long) entry.offset() * Float.BYTES;
            tensor.putArray("data_offsets").add(start).add(start + (long) entry.length() * Float.BYTES);
        }
        String json = tensors.toString();
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        return (json + " ".repeat((8 - length % 8) % 8)).getBytes(StandardCharsets.UTF_8);
    }
}
