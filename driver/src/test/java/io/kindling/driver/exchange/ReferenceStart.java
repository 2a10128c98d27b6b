package io.kindling.driver.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindling.driver.train.ReferenceTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What PyTorch started a reference training from, as it saves a state_dict. */
record ReferenceStart(ReferenceTraining training) {
    /** The tensors in a safetensors file. */
    Path write(Path file, String prefix, String dtype) throws IOException {
        SafetensorsBytes bytes = new SafetensorsBytes();
        training.expected().get("start").properties().forEach(tensor -> {
            List<Integer> shape = new ArrayList<>();
            tensor.getValue().get("shape").forEach(length -> shape.add(length.asInt()));
            bytes.with(
                    prefix + tensor.getKey(),
                    dtype,
                    shape,
                    doubles(tensor.getValue().get("data")));
        });
        return bytes.to(file);
    }

    /** The training rows as CSV, in their order by {@code id}. */
    String csv() {
        JsonNode x = training.expected().get("x");
        double[] features = doubles(x.get("data"));
        double[] labels = doubles(training.expected().get("y").get("data"));
        int columns = features.length / labels.length;
        StringBuilder csv = new StringBuilder("id,y");
        for (int j = 0; j < columns; j++) {
            csv.append(",x").append(j);
        }
        for (int row = 0; row < labels.length; row++) {
            csv.append('\n').append(row).append(',').append(labels[row]);
            for (int j = 0; j < columns; j++) {
                csv.append(',').append(features[row * columns + j]);
            }
        }
        return csv.append('\n').toString();
    }

    int rows() {
        return training.expected().get("y").get("data").size();
    }

    int batch() {
        return training.expected().get("batch").asInt();
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }
}
