package dev.contactbook.it.support;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A store that notes what is asked of it. */
public final class RecordingRepository implements ContactRepository {
    public final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    public final List<ContactQuery> queries = Collections.synchronizedList(new ArrayList<>());
    private final ContactRepository watched;

    public RecordingRepository(ContactRepository watched) {
        this.watched = watched;
    }

    @Override
    public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
        calls.add("find");
        return watched.find(organizationId, ids);
    }

    @Override
    public List<Contact> findByKeys(long organizationId, Collection<ContactKey> keys, int limit) {
        calls.add("findByKeys");
        return watched.findByKeys(organizationId, keys, limit);
    }

    @Override
    public Rows list(ListRequest request) {
        calls.add("list");
        queries.add(request.query());
        return watched.list(request);
    }

    @Override
    public WriteResult write(WriteRequest request) {
        calls.add("write");
        return watched.write(request);
    }
}
