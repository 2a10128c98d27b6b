package io.kindling.driver.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.files.BoundedJson;
import io.kindling.driver.files.Location;
import io.kindling.kernels.tensor.Slice;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A safetensors file of any tool's: what its header says, held against the file's length before anything is allocated by
 * it, and the numbers of those tensors that are asked for.
 *
 * @param tensors in the order of their bytes, which follow each other without gaps
 * @param dataAt where the bytes start
 */
public record TensorFile(Location file, List<StoredTensor> tensors, long dataAt) {
    private static final ObjectMapper JSON = new ObjectMapper(BoundedJson.factory());
    private static final int LONGEST_HEADER = 64 << 20;
    private static final int BLOCK = 1 << 16;
    private static final String REMARKS = "__metadata__";

    /**
     * Reads the header.
     *
     * @throws UnfitTensorsException if the file is not there, or is no safetensors file
     */
    public static TensorFile of(Location file) throws IOException {
        try (InputStream in = new BufferedInputStream(file.open())) {
            long length = file.length();
            long headerLength = Safetensors.headerLength(in, length, LONGEST_HEADER);
            ObjectNode header = JSON.readValue(in.readNBytes((int) headerLength), ObjectNode.class);
            long dataAt = Long.BYTES + headerLength;
            return new TensorFile(file, tensors(header, length - dataAt), dataAt);
        } catch (JsonProcessingException e) {
            throw new UnfitTensorsException("its header is not JSON (" + BoundedJson.reason(e) + ")");
        } catch (FileNotFoundException e) {
            throw new UnfitTensorsException("it is not there");
        }
    }

    /**
     * Reads numbers, as 32-bit floats.
     *
     * @param targets where those of a tensor go, by its name; <em>overwritten</em>. Each is as long as its tensor, and that
     *     is of an {@link ElementFormat}
     * @throws UnfitTensorsException if a number is not finite, or the file ends before its time
     */
    public void read(Map<String, Slice> targets) throws IOException {
        try (InputStream in = new BufferedInputStream(file.open(), BLOCK)) {
            in.skipNBytes(dataAt);
            for (StoredTensor tensor : tensors) {
                Slice target = targets.get(tensor.name());
                if (target == null) {
                    in.skipNBytes(tensor.to() - tensor.from());
                } else {
                    read(in, tensor, target);
                }
            }
        } catch (EOFException e) {
            throw new UnfitTensorsException("it ends before its time");
        }
    }

    private static void read(InputStream in, StoredTensor tensor, Slice target) throws IOException {
        ElementFormat format = ElementFormat.valueOf(tensor.format());
        int inBlock = BLOCK / format.bytes();
        for (int from = 0; from < target.length(); from += inBlock) {
            int count = Math.min(inBlock, target.length() - from);
            byte[] block = in.readNBytes(count * format.bytes());
            if (block.length < count * format.bytes()) {
                throw new EOFException();
            }
            ByteBuffer bytes = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < count; i++) {
                float number = format.read(bytes);
                if (!Float.isFinite(number)) {
                    throw new UnfitTensorsException("its tensor " + tensor.name() + " holds " + number
                            + ", as a 32-bit float, at " + (from + i));
                }
                target.array()[target.offset() + from + i] = number;
            }
        }
    }

    private static List<StoredTensor> tensors(ObjectNode header, long dataBytes) throws UnfitTensorsException {
        List<StoredTensor> tensors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals(REMARKS)) {
                tensors.add(tensor(entry.getKey(), entry.getValue()));
            }
        }
        tensors.sort(Comparator.comparingLong(StoredTensor::from).thenComparingLong(StoredTensor::to));
        long end = 0;
        for (StoredTensor tensor : tensors) {
            if (tensor.from() != end) {
                throw new UnfitTensorsException(
                        "its tensor " + tensor.name() + " starts at byte " + tensor.from() + " instead of " + end);
            }
            end = tensor.to();
        }
        if (end != dataBytes) {
            throw new UnfitTensorsException("it holds " + dataBytes + " bytes of numbers instead of " + end);
        }
        return List.copyOf(tensors);
    }

    private static StoredTensor tensor(String name, JsonNode description) throws UnfitTensorsException {
        List<Long> shape = wholeNumbers(name, description.path("shape"));
        List<Long> place = wholeNumbers(name, description.path("data_offsets"));
        if (place.size() != 2
                || place.get(0) > place.get(1)
                || !description.path("dtype").isTextual()) {
            throw undescribed(name);
        }
        StoredTensor tensor =
                new StoredTensor(name, description.path("dtype").asText(), shape, place.get(0), place.get(1));
        for (ElementFormat format : ElementFormat.values()) {
            if (format.name().equals(tensor.format()) && tensor.to() - tensor.from() != bytes(name, shape, format)) {
                throw undescribed(name);
            }
        }
        return tensor;
    }

    private static long bytes(String name, List<Long> shape, ElementFormat format) throws UnfitTensorsException {
        try {
            return shape.stream().reduce((long) format.bytes(), Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw undescribed(name);
        }
    }

    private static List<Long> wholeNumbers(String name, JsonNode list) throws UnfitTensorsException {
        if (!list.isArray()) {
            throw undescribed(name);
        }
        List<Long> numbers = new ArrayList<>();
        for (JsonNode number : list) {
            if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
                throw undescribed(name);
            }
            numbers.add(number.longValue());
        }
        return List.copyOf(numbers);
    }

    private static UnfitTensorsException undescribed(String name) {
        return new UnfitTensorsException("its header does not describe the tensor " + name + " as it must: a dtype, a"
                + " shape, and data_offsets as many bytes apart");
    }
}
