package io.kindling.kernels.shard;

import java.io.Externalizable;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.nio.file.Path;

/**
 * A mapped shard on its way to another process: row by row, never as a whole in the heap. It lands in arrays where it is
 * small, else in a file again, and only if all of it came as it was.
 */
final class ShardContent implements Externalizable {
    private static final long serialVersionUID = 1;

    /** Lands in arrays up to this share of the heap. */
    private static final int HEAP_SHARE = 16;

    private PackedShard shard;

    /** For deserialisation. */
    public ShardContent() {}

    ShardContent(MappedShard shard) {
        this.shard = shard;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        MappedShard mapped = (MappedShard) shard;
        RowFormat format = mapped.format();
        out.writeUTF(format.storage().name());
        out.writeInt(format.columns());
        out.writeInt(format.targets());
        out.writeBoolean(format.weighted());
        out.writeInt(mapped.rows());
        out.writeLong(mapped.digest());
        for (int row = 0; row < mapped.rows(); row++) {
            byte[] packed = mapped.packed(row);
            out.writeLong(mapped.key(row));
            out.writeInt(packed.length);
            out.write(packed);
        }
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        RowFormat format =
                new RowFormat(FeatureStorage.valueOf(in.readUTF()), in.readInt(), in.readInt(), in.readBoolean());
        int rows = in.readInt();
        long digest = in.readLong();
        try (ShardBuilder builder = new ShardBuilder(
                format, Runtime.getRuntime().maxMemory() / HEAP_SHARE, Path.of(System.getProperty("java.io.tmpdir")))) {
            for (int row = 0; row < rows; row++) {
                long key = in.readLong();
                byte[] packed = new byte[in.readInt()];
                in.readFully(packed);
                builder.add(key, packed);
            }
            shard = builder.build();
        }
        if (shard.digest() != digest) {
            throw new InvalidObjectException("A shard of " + rows + " rows did not come as it was sent");
        }
    }

    private Object readResolve() {
        return shard;
    }
}
