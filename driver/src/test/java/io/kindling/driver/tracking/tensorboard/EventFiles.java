package io.kindling.driver.tracking.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kindling.driver.files.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.util.PureJavaCrc32C;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;

/** Reads event files by TensorFlow's own messages and Hadoop's checksum, and forgets events as TensorBoard does. */
public final class EventFiles {
    private EventFiles() {}

    /** All whole records of a file. */
    static List<Event> of(Location file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(file.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.remaining() >= 12) {
            byte[] length = new byte[8];
            bytes.get(bytes.position(), length);
            byte[] record = new byte[Math.toIntExact(bytes.getLong())];
            assertThat(bytes.getInt()).isEqualTo(maskedChecksum(length));
            if (bytes.remaining() < record.length + 4) {
                return events;
            }
            bytes.get(record);
            assertThat(bytes.getInt()).isEqualTo(maskedChecksum(record));
            events.add(parsed(record));
        }
        return events;
    }

    /** Nothing may be in a record that TensorFlow does not know. */
    private static Event parsed(byte[] record) throws InvalidProtocolBufferException {
        Event event = Event.parseFrom(record);
        assertThat(event.getUnknownFields().asMap()).isEmpty();
        for (Summary.Value value : event.getSummary().getValueList()) {
            assertThat(value.getUnknownFields().asMap()).isEmpty();
            assertThat(value.getHisto().getUnknownFields().asMap()).isEmpty();
        }
        return event;
    }

    private static int maskedChecksum(byte[] bytes) {
        PureJavaCrc32C crc = new PureJavaCrc32C();
        crc.update(bytes, 0, bytes.length);
        int checksum = (int) crc.getValue();
        return ((checksum >>> 15) | (checksum << 17)) + 0xa282ead8;
    }

    /** The events of a folder in the order of its files, without those that a later start takes back. */
    public static List<Event> inFolder(Location folder) throws IOException {
        List<Event> events = new ArrayList<>();
        for (String name : folder.names()) {
            List<Event> found = of(folder.resolve(name));
            assertThat(found.get(0).getFileVersion()).isEqualTo("brain.Event:2");
            for (Event event : found) {
                if (event.getSessionLog().getStatus() == SessionLog.SessionStatus.START) {
                    events.removeIf(before -> before.getStep() >= event.getStep());
                }
                events.add(event);
            }
        }
        return events;
    }

    /** {@code validation/accuracy at 12}. */
    public static Map<String, Float> scalars(List<Event> events) {
        Map<String, Float> scalars = new LinkedHashMap<>();
        for (Event event : events) {
            for (Summary.Value value : event.getSummary().getValueList()) {
                if (value.hasSimpleValue()) {
                    scalars.put(value.getTag() + " at " + event.getStep(), value.getSimpleValue());
                }
            }
        }
        return scalars;
    }
}
