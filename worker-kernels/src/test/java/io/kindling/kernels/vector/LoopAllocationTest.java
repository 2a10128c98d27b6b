package io.kindling.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compiled loops hold their vectors in registers, whatever ran before them in the same JVM. */
class LoopAllocationTest {
    /** Of a call. One vector that becomes an object in a loop's body makes 24,576 of 4,096 numbers, and more in narrower ones. */
    private static final long MOST_BYTES = BytesOfAllLoops.LENGTH;

    @Test
    void noLoopAllocatesVectorsAfterAllOthersHaveRun() throws Exception {
        // -Xbatch: a loop waits until it has been compiled.
        String printed = ChildJvm.run(
                BytesOfAllLoops.class,
                "-Xbatch",
                "--add-modules=jdk.incubator.vector",
                "-D" + ElementwiseChoice.PROPERTY + "=vector");
        Map<String, Long> bytes = bytes(printed);
        assertThat(bytes).hasSizeGreaterThan(NamedLoop.ALL.size());
        assertThat(bytes).allSatisfy((loop, ofACall) -> assertThat(ofACall).isLessThan(MOST_BYTES));
    }

    private static Map<String, Long> bytes(String printed) {
        Map<String, Long> bytes = new LinkedHashMap<>();
        Matcher entry = Pattern.compile("(\\w+)=(-?\\d+)").matcher(printed.substring(printed.lastIndexOf('[')));
        while (entry.find()) {
            bytes.put(entry.group(1), Long.valueOf(entry.group(2)));
        }
        return bytes;
    }
}
