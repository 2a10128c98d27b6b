package io.kindling.kernels.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class ShardMemoryTest {
    @Test
    void theNextRoundTakesWhatWasLeftAndNobodyElse() {
        ShardMemory memory = new ShardMemory();
        memory.leave(String.class, 3, 7, "left");
        assertThat(memory.take(String.class, 2, 8)).isEmpty();
        assertThat(memory.take(Integer.class, 3, 8)).isEmpty();
        assertThat(memory.take(String.class, 3, 8)).contains("left");
        assertThat(memory.take(String.class, 3, 8)).isEmpty();
    }

    @Test
    void aShardThatWasElsewhereForARoundFindsNothing() {
        ShardMemory memory = new ShardMemory();
        memory.leave(String.class, 3, 7, "left");
        assertThat(memory.take(String.class, 3, 9)).isEmpty();
    }

    @Test
    void nothingTravelsWithTheJob() throws IOException, ClassNotFoundException {
        ShardMemory memory = new ShardMemory();
        memory.leave(String.class, 3, 7, "left");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(memory);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ShardMemory arrived = (ShardMemory) in.readObject();
            assertThat(arrived.take(String.class, 3, 8)).isEmpty();
            arrived.leave(String.class, 3, 8, "here");
            assertThat(arrived.take(String.class, 3, 9)).contains("here");
        }
    }
}
