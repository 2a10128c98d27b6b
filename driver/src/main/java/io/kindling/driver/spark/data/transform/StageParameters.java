package io.kindling.driver.spark.data.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kindling.driver.UserException;
import io.kindling.driver.spark.data.source.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.DoubleArrayArrayParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.FloatParam;
import org.apache.spark.ml.param.Param;

/** Sets a stage's parameters from YAML, each as the type that Spark ML gives it. */
final class StageParameters {
    private StageParameters() {}

    static void set(PipelineStage stage, Map<String, JsonNode> values, String where) {
        List<String> names = Arrays.stream(stage.params()).map(Param::name).toList();
        values.forEach((name, value) -> {
            if (!names.contains(name)) {
                throw new UserException(where + " has no parameter \"" + name + "\"" + Names.suggestion(name, names)
                        + " It has " + String.join(", ", names) + ".");
            }
            set(stage, stage.getParam(name), value, where);
        });
    }

    private static void set(PipelineStage stage, Param<Object> parameter, JsonNode value, String where) {
        try {
            JsonNode typed = takesDoubles(parameter) ? doubles(value) : value;
            stage.set(parameter, parameter.jsonDecode(typed.toString()));
        } catch (Exception e) {
            throw new UserException(
                    where + "." + parameter.name() + " is " + value + ", which it does not take. " + parameter.doc(),
                    e);
        }
    }

    private static boolean takesDoubles(Param<?> parameter) {
        return parameter instanceof DoubleParam
                || parameter instanceof FloatParam
                || parameter instanceof DoubleArrayParam
                || parameter instanceof DoubleArrayArrayParam;
    }

    /** Whole numbers as doubles, and infinity as Spark ML writes it. */
    private static JsonNode doubles(JsonNode value) {
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> array.add(doubles(element)));
            return array;
        }
        if (value.isNumber() && Double.isFinite(value.doubleValue())) {
            return DoubleNode.valueOf(value.doubleValue());
        }
        return switch (value.asText().toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", ".inf", "+.inf", "infinity" -> TextNode.valueOf("Inf");
            case "-inf", "-.inf", "-infinity" -> TextNode.valueOf("-Inf");
            case "nan", ".nan" -> TextNode.valueOf("NaN");
            default -> value;
        };
    }
}
