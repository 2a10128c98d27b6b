package io.kindling.driver.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.kernels.parameter.ParameterLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The head of a safetensors file: the length of its JSON in 8 bytes, then name, type, shape and place of each tensor, padded
 * with blanks so that the numbers start at a multiple of 8. As a layout has but one head, a file's is not parsed: it is
 * compared. So no length or shape that a file states is ever believed, let alone allocated.
 */
final class SafetensorsHeader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final byte[] bytes;
    private final long dataBytes;

    private SafetensorsHeader(byte[] bytes, long dataBytes) {
        this.bytes = bytes;
        this.dataBytes = dataBytes;
    }

    static SafetensorsHeader of(ParameterLayout layout) {
        ObjectNode tensors = JSON.createObjectNode();
        for (ParameterLayout.Entry entry : layout.all()) {
            ObjectNode tensor = tensors.putObject(entry.name()).put("dtype", "F32");
            ArrayNode shape = tensor.putArray("shape");
            entry.parameter().shape().dimensions().forEach(shape::add);
            long start = (long) entry.offset() * Float.BYTES;
            tensor.putArray("data_offsets").add(start).add(start + (long) entry.length() * Float.BYTES);
        }
        byte[] json = tensors.toString().getBytes(StandardCharsets.UTF_8);
        int padded = json.length + (8 - json.length % 8) % 8;
        byte[] bytes = ByteBuffer.allocate(Long.BYTES + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded)
                .put(json)
                .array();
        Arrays.fill(bytes, Long.BYTES + json.length, bytes.length, (byte) ' ');
        return new SafetensorsHeader(bytes, (long) layout.length() * Float.BYTES);
    }

    /** As it lies in front of the numbers, its length included. Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /**
     * Reads as much as this head is long and leaves the stream at the first number.
     *
     * @param fileLength bytes of the whole file
     * @return what is wrong with the file; null: nothing
     */
    String problem(InputStream file, long fileLength) throws IOException {
        byte[] start = file.readNBytes(Long.BYTES);
        long stated = start.length < Long.BYTES
                ? -1
                : ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (stated < 0 || stated > fileLength - Long.BYTES) {
            return "its header does not fit a file of " + fileLength + " bytes";
        }
        if (stated != bytes.length - Long.BYTES || !sameJson(file)) {
            return "its tensors are not those that model.json describes";
        }
        long found = fileLength - bytes.length;
        return found == dataBytes ? null : "it holds " + found + " bytes of numbers instead of " + dataBytes;
    }

    private boolean sameJson(InputStream file) throws IOException {
        byte[] json = file.readNBytes(bytes.length - Long.BYTES);
        return Arrays.equals(json, 0, json.length, bytes, Long.BYTES, bytes.length);
    }
}
