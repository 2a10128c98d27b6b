package io.kindling.driver.spark.audit;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** All that a function makes of each of another iterator's. */
final class FlatIterator<S, T> implements Iterator<T> {
    private final Iterator<S> from;
    private final Function<S, List<T>> function;
    private Iterator<T> next = Collections.emptyIterator();

    FlatIterator(Iterator<S> from, Function<S, List<T>> function) {
        this.from = from;
        this.function = function;
    }

    @Override
    public boolean hasNext() {
        while (!next.hasNext() && from.hasNext()) {
            next = function.apply(from.next()).iterator();
        }
        return next.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return next.next();
    }
}
