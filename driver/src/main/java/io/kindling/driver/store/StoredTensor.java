package io.kindling.driver.store;

import java.util.List;

/**
 * A tensor of a safetensors file, as its header describes it.
 *
 * @param format of its numbers by the format's own name, such as F32; not all are {@link ElementFormat}s
 * @param from where its bytes start behind the header
 * @param to where they end
 */
public record StoredTensor(String name, String format, List<Long> shape, long from, long to) {}
