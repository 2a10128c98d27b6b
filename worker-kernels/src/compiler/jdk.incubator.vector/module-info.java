/**
 * Read by the compiler in place of the Vector API's own declaration: that one is marked as incubating, and the warning
 * about it cannot be switched off before JDK 24, so no other warning could fail the build. Nothing of this is packed.
 */
module jdk.incubator.vector {
    exports jdk.incubator.vector;
}
