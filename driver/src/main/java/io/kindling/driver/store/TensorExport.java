package io.kindling.driver.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.kernels.parameter.ParameterLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * A model's flat array as a safetensors file for other tools, which name its tensors otherwise, and want to find further
 * ones.
 *
 * @param entries of the array, in their order
 * @param names by Kindling's name
 * @param counters the names of single whole numbers, all 0; they come first, as the longest numbers shall
 * @param remarks for {@code __metadata__}
 */
public record TensorExport(
        List<ParameterLayout.Entry> entries,
        Map<String, String> names,
        List<String> counters,
        Map<String, String> remarks) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Writes all of the file. */
    public void write(OutputStream out, float[] values) throws IOException {
        ObjectNode tensors = JSON.createObjectNode();
        ObjectNode metadata = tensors.putObject("__metadata__");
        remarks.forEach(metadata::put);
        long end = 0;
        for (String counter : counters) {
            ObjectNode tensor = tensors.putObject(counter).put("dtype", "I64");
            tensor.putArray("shape");
            tensor.putArray("data_offsets").add(end).add(end + Long.BYTES);
            end += Long.BYTES;
        }
        for (ParameterLayout.Entry entry : entries) {
            Safetensors.describe(tensors.putObject(names.get(entry.name())), entry, end);
        }
        Safetensors.writeHeader(out, tensors);
        out.write(new byte[counters.size() * Long.BYTES]);
        Safetensors.writeNumbers(out, values);
    }
}
