package io.kindling.driver.spark.engine;

import io.kindling.kernels.sum.FloatTransfer;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/** Floats that serialise in bulk: how the parameters travel. */
public final class FloatArray implements Externalizable {
    private static final long serialVersionUID = 1;

    private float[] values;

    /** For deserialisation. */
    public FloatArray() {
        this(new float[0]);
    }

    /** A holder of this array, which is not copied. */
    public FloatArray(float[] values) {
        this.values = values;
    }

    public float[] values() {
        return values;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        FloatTransfer.write(out, values);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        values = FloatTransfer.read(in);
    }
}
