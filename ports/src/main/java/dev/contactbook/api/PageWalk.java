package dev.contactbook.api;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.Page;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * All contacts of a query, read page after page, each when it is needed and by its cursor (contract §4, streams). Holds
 * one page. Not thread-safe.
 */
final class PageWalk extends AbstractSpliterator<Contact> {
    private final Lister lister;
    private Iterator<Contact> page = List.<Contact>of().iterator();

    /** What is to be read next, null after the last page. */
    private @Nullable ContactQuery next;

    private boolean closed;

    private PageWalk(Lister lister, ContactQuery query) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL);
        this.lister = lister;
        this.next = query.limit(ContactQuery.MAX_LIMIT).withoutTotal();
    }

    static Stream<Contact> stream(ContactQuery query, Lister lister) {
        PageWalk walk = new PageWalk(lister, query);
        return StreamSupport.stream(walk, false).onClose(() -> walk.closed = true);
    }

    @Override
    public boolean tryAdvance(Consumer<? super Contact> action) {
        if (closed) {
            throw new IllegalStateException("This stream of contacts is closed");
        }
        while (!page.hasNext() && next != null) {
            Page<Contact> read = lister.list(next);
            ContactQuery rest = next.skip(0);
            next = read.next().map(rest::after).orElse(null);
            page = read.data().iterator();
        }
        if (!page.hasNext()) {
            return false;
        }
        action.accept(page.next());
        return true;
    }

    /** Reads a page. */
    @FunctionalInterface
    interface Lister {
        Page<Contact> list(ContactQuery query);
    }
}
