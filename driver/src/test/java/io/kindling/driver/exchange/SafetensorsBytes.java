package io.kindling.driver.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Safetensors files by the format's description alone, as another tool writes and reads them. */
public final class SafetensorsBytes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode header = JSON.createObjectNode();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** Adds a tensor. */
    public SafetensorsBytes with(String name, String dtype, List<Integer> shape, double... values) {
        int bytes = switch (dtype) {
            case "F64", "I64" -> 8;
            case "F32" -> 4;
            default -> 2;
        };
        ByteBuffer numbers = ByteBuffer.allocate(values.length * bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (dtype) {
                case "F64" -> numbers.putDouble(value);
                case "I64" -> numbers.putLong((long) value);
                case "F32" -> numbers.putFloat((float) value);
                case "BF16" -> numbers.putShort((short) (Float.floatToIntBits((float) value) >>> 16));
                default -> numbers.putShort((short) value);
            }
        }
        ObjectNode tensor = header.putObject(name).put("dtype", dtype);
        shape.forEach(tensor.putArray("shape")::add);
        tensor.putArray("data_offsets").add(data.size()).add(data.size() + numbers.capacity());
        data.writeBytes(numbers.array());
        return this;
    }

    /** Writes the file. */
    public Path to(Path file) throws IOException {
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .array());
        all.writeBytes(json);
        all.writeBytes(data.toByteArray());
        return Files.write(file, all.toByteArray());
    }

    /** The header of a file. */
    public static JsonNode header(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int length = (int) ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return JSON.readTree(new String(all, 8, length, StandardCharsets.UTF_8));
    }

    /** The numbers of an F32 tensor of a file. */
    public static float[] floats(Path file, String name) throws IOException {
        byte[] all = Files.readAllBytes(file);
        ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        JsonNode place = header(file).get(name).get("data_offsets");
        int dataAt = 8 + (int) bytes.getLong();
        float[] numbers = new float[(place.get(1).asInt() - place.get(0).asInt()) / 4];
        bytes.position(dataAt + place.get(0).asInt());
        bytes.asFloatBuffer().get(numbers);
        return numbers;
    }
}
