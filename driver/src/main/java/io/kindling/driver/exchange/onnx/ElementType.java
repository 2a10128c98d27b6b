package io.kindling.driver.exchange.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;

/** What the numbers of a tensor are. */
public enum ElementType {
    /** 32-bit floats. */
    FLOAT(TensorProto.DataType.FLOAT),
    /** 32-bit whole numbers. */
    INT32(TensorProto.DataType.INT32),
    /** 64-bit whole numbers. */
    INT64(TensorProto.DataType.INT64);

    private final TensorProto.DataType onnx;

    ElementType(TensorProto.DataType onnx) {
        this.onnx = onnx;
    }

    /** ONNX's own number for it. */
    public int code() {
        return onnx.getNumber();
    }
}
