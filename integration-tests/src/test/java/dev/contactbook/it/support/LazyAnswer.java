package dev.contactbook.it.support;

import dev.contactbook.domain.User;
import java.util.AbstractMap;
import java.util.Set;

/** A map that asks the host's database only when something is looked up in it. */
public final class LazyAnswer extends AbstractMap<Long, User> {
    @Override
    public Set<Entry<Long, User>> entrySet() {
        throw new IllegalStateException("the connection is closed");
    }
}
