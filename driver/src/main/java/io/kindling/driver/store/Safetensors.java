package io.kindling.driver.store;

import io.kindling.kernels.parameter.ParameterLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Weights in the safetensors format: the header's length in 8 bytes, a JSON header with name, type, shape and place of
 * each tensor, then the numbers, little-endian. As the parameters lie in one flat array, the data part is that array.
 */
final class Safetensors {
    private static final int BLOCK_FLOATS = 1 << 14;

    private Safetensors() {}

    /** The numbers as they lie in the file: little-endian, 4 bytes each. */
    static byte[] bytes(float[] values, int from, int count) {
        byte[] bytes = new byte[count * Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values, from, count);
        return bytes;
    }

    static void write(Path file, ParameterLayout layout, float[] parameters) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(out, layout, parameters);
        }
    }

    static void write(OutputStream out, ParameterLayout layout, float[] parameters) throws IOException {
        out.write(SafetensorsHeader.of(layout).bytes());
        for (int from = 0; from < parameters.length; from += BLOCK_FLOATS) {
            out.write(bytes(parameters, from, Math.min(BLOCK_FLOATS, parameters.length - from)));
        }
    }

    /**
     * Reads the parameters of a layout.
     *
     * @throws DamagedModelException if the file is not there, or not what {@link #write} makes of this layout
     */
    static float[] read(Path file, ParameterLayout layout) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, Files.size(file), file, layout);
        } catch (NoSuchFileException e) {
            throw new DamagedModelException(file, "it is not there");
        } catch (IOException e) {
            throw new DamagedModelException(file, "it cannot be read (" + e.getMessage() + ")");
        }
    }

    /**
     * Reads the parameters of a layout from an open file. Nothing is allocated for them before the file's head and length
     * are found to be those of the layout; then they are read block by block into their array.
     *
     * @param length bytes of the whole file
     * @param name what messages call it
     * @throws DamagedModelException if it is not what {@link #write} makes of this layout
     */
    static float[] read(InputStream in, long length, Path name, ParameterLayout layout) throws IOException {
        String problem = SafetensorsHeader.of(layout).problem(in, length);
        if (problem != null) {
            throw new DamagedModelException(name, problem);
        }
        float[] parameters = new float[layout.length()];
        byte[] block = new byte[BLOCK_FLOATS * Float.BYTES];
        for (int from = 0; from < parameters.length; from += BLOCK_FLOATS) {
            int count = Math.min(BLOCK_FLOATS, parameters.length - from);
            if (in.readNBytes(block, 0, count * Float.BYTES) < count * Float.BYTES) {
                throw new DamagedModelException(name, "it ends early");
            }
            ByteBuffer.wrap(block)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(parameters, from, count);
        }
        return parameters;
    }
}
