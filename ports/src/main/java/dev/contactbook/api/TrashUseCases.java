package dev.contactbook.api;

import dev.contactbook.api.write.ContactCommand;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.LifeState;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.Sort;
import dev.contactbook.spi.OperationCall.Kind;
import java.util.Objects;
import java.util.stream.Stream;

/** The use cases of the trash: those of live contacts, with queries for deleted ones. */
final class TrashUseCases implements Trash {
    private final ContactUseCases contacts;

    TrashUseCases(ContactUseCases contacts) {
        this.contacts = contacts;
    }

    @Override
    public Page<Contact> list(Caller caller, ContactQuery query) {
        Objects.requireNonNull(caller, "caller");
        return contacts.list(caller, deleted(query), query.search().isPresent() ? Kind.TRASH_SEARCH : Kind.TRASH_LIST);
    }

    @Override
    public Stream<Contact> stream(Caller caller, ContactQuery query) {
        Objects.requireNonNull(caller, "caller");
        return PageWalk.stream(deleted(query), page -> contacts.list(caller, page, Kind.TRASH_STREAM_PAGE));
    }

    @Override
    public Contact get(Caller caller, long id) {
        Objects.requireNonNull(caller, "caller");
        return contacts.getDeleted(caller, id);
    }

    @Override
    public Contact restore(Caller caller, long id) {
        Objects.requireNonNull(caller, "caller");
        return contacts.change(caller, new ContactCommand.Restore(id));
    }

    private static ContactQuery deleted(ContactQuery query) {
        ContactQuery deleted = query.inState(LifeState.DELETED);
        boolean hasOrder = query.search().isPresent() || !query.sorts().isEmpty();
        return hasOrder ? deleted : deleted.sortBy(ContactQuery.NEWEST_DELETED_FIRST.toArray(Sort[]::new));
    }
}
