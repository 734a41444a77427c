package dev.contactbook.it.support;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Filter;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.Operation;

/** A policy that permits everything, on some of the contacts. */
public record FilterPolicy(Filter visible, Filter changeable) implements AccessPolicy {
    public static FilterPolicy toSee(Filter visible) {
        return new FilterPolicy(visible, Filter.everything());
    }

    @Override
    public boolean permits(Caller caller, Operation operation) {
        return true;
    }

    @Override
    public Filter visibleTo(Caller caller) {
        return visible;
    }

    @Override
    public Filter changeableBy(Caller caller) {
        return changeable;
    }
}
