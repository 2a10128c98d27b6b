package io.kindling.driver.exchange.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;

/** A setting of an operator, such as {@code axis}. */
public final class Attribute {
    private final AttributeProto proto;

    private Attribute(AttributeProto.Builder proto) {
        this.proto = proto.build();
    }

    /** A whole number. */
    public static Attribute of(String name, long value) {
        return new Attribute(named(name, AttributeProto.AttributeType.INT).setI(value));
    }

    /** A number, as a float. */
    public static Attribute of(String name, double value) {
        return new Attribute(named(name, AttributeProto.AttributeType.FLOAT).setF((float) value));
    }

    /** A text. */
    public static Attribute of(String name, String value) {
        return new Attribute(named(name, AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(value)));
    }

    /** Several whole numbers. */
    public static Attribute list(String name, long... values) {
        AttributeProto.Builder list = named(name, AttributeProto.AttributeType.INTS);
        Arrays.stream(values).forEach(list::addInts);
        return new Attribute(list);
    }

    AttributeProto proto() {
        return proto;
    }

    private static AttributeProto.Builder named(String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}
