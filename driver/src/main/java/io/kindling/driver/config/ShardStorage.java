package io.kindling.driver.config;

/** Where executors keep their shards. The bits of a run do not depend on it. */
public enum ShardStorage {
    /** In memory as long as there is room for them, the others in mapped files. */
    AUTO,
    /** In memory. */
    MEMORY,
    /** In mapped files on the executors' disks. */
    DISK
}
