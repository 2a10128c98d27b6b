package io.kindling.driver.spark.audit;

import java.util.Iterator;
import java.util.function.Function;

/** What a function makes of each of another iterator's. */
final class MappedIterator<S, T> implements Iterator<T> {
    private final Iterator<S> from;
    private final Function<S, T> function;

    MappedIterator(Iterator<S> from, Function<S, T> function) {
        this.from = from;
        this.function = function;
    }

    @Override
    public boolean hasNext() {
        return from.hasNext();
    }

    @Override
    public T next() {
        return function.apply(from.next());
    }
}
