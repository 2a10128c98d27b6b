package io.kindling.driver.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.kindling.driver.UserException;
import java.lang.management.ManagementFactory;

/** Reads something that may be spoilt. */
@FunctionalInterface
public interface Reading {
    /** Bytes that one reading of a small file may allocate, class loading included. */
    long MOST_BYTES = 128L << 20;

    /** Nanoseconds that it may take, on a machine that does other things as well. */
    long MOST_NANOSECONDS = 20_000_000_000L;

    /** Reads it. */
    void read() throws Exception;

    /** It gives a value, or a message for the user; it takes neither much memory nor long. */
    static void givesAValueOrAMessage(Reading reading) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        try {
            reading.read();
        } catch (UserException e) {
            assertThat(e.getMessage()).isNotBlank();
        } catch (Throwable e) {
            fail("neither a value nor a message for the user: " + e, e);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - bytes)
                .as("allocated bytes")
                .isLessThan(MOST_BYTES);
        assertThat(System.nanoTime() - start).as("nanoseconds").isLessThan(MOST_NANOSECONDS);
    }
}
