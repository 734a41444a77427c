package dev.contactbook.it.rest.fuzz;

import dev.contactbook.api.BulkContacts;
import dev.contactbook.api.Contacts;
import dev.contactbook.api.Trash;
import dev.contactbook.api.Upserted;
import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ColumnCondition;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.ContactsException.Duplicate;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.Cursor;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.FilterOperator;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.Sort;
import dev.contactbook.domain.UpsertBy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Bugs that the fuzz has to find, each in contacts that are right in all else. */
enum PlantedBug {
    WRITES_ALTHOUGH_IT_REFUSES(contacts -> new Wrapper(contacts) {
        @Override
        public Contact patch(Caller caller, long id, ContactPatch changes) {
            try {
                return super.patch(caller, id, changes);
            } catch (Conflict e) {
                super.patch(caller, id, ContactPatch.of(contact -> contact.phone("000")));
                throw e;
            }
        }
    }),

    WRITES_WHERE_IT_READS(contacts -> new Wrapper(contacts) {
        @Override
        public Contact get(Caller caller, long id) {
            Contact contact = super.get(caller, id);
            if (contact.lastName() != null) {
                super.patch(caller, id, ContactPatch.of(changes -> changes.lastName(null)));
            }
            return contact;
        }
    }),

    CREATES_TWICE(contacts -> new Wrapper(contacts) {
        @Override
        public Contact create(Caller caller, ContactPatch details) {
            super.create(caller, details);
            return super.create(caller, details);
        }
    }),

    LOSES_A_CUSTOM_FIELD(contacts -> new Wrapper(contacts) {
        @Override
        public Contact patch(Caller caller, long id, ContactPatch changes) {
            Contact patched = super.patch(caller, id, changes);
            if (patched.customFields().size() > 2) {
                String first =
                        patched.customFields().asMap().keySet().iterator().next();
                super.patch(caller, id, ContactPatch.of(contact -> contact.customField(first, null)));
            }
            return patched;
        }
    }),

    SHOWS_CONTACTS_OF_OTHERS(contacts -> new Wrapper(contacts) {
        @Override
        public Contact get(Caller caller, long id) {
            try {
                return super.get(caller, id);
            } catch (NotFound e) {
                return super.get(Caller.system(caller.organizationId() == 456 ? 457 : 456), id);
            }
        }
    }),

    IGNORES_A_CHANGE_WHOSE_ADDRESS_ANOTHER_CONTACT_HAS(contacts -> new Wrapper(contacts) {
        @Override
        public Contact patch(Caller caller, long id, ContactPatch changes) {
            try {
                return super.patch(caller, id, changes);
            } catch (Duplicate e) {
                if (e.clashes().stream().noneMatch(clash -> clash.field().equals("email"))) {
                    throw e;
                }
                return super.get(caller, id);
            }
        }
    }),

    FAILS_AT_AN_ASTRAL_CHARACTER(contacts -> new Wrapper(contacts) {
        @Override
        public Contact create(Caller caller, ContactPatch details) {
            Contact created = super.create(caller, details);
            if (created.firstName().codePoints().anyMatch(c -> c > 0xFFFF)) {
                throw new IllegalStateException("Cannot tell the listeners");
            }
            return created;
        }
    }),

    FORGETS_TO_DELETE(contacts -> new Wrapper(contacts) {
        @Override
        public Contact delete(Caller caller, long id) {
            Contact contact = super.get(caller, id);
            return contact.deleted(contact.updatedAt().plusMillis(1), null);
        }
    }),

    COUNTS_ONLY_THE_PAGE(contacts -> new Wrapper(contacts) {
        @Override
        public Page<Contact> list(Caller caller, ContactQuery query) {
            Page<Contact> page = super.list(caller, query);
            return Page.of(query, OptionalLong.of(page.data().size()), page.next(), page.data());
        }
    }),

    FORGETS_THE_FILTER_OF_A_SEARCH(contacts -> new Wrapper(contacts) {
        @Override
        public Page<Contact> list(Caller caller, ContactQuery query) {
            return super.list(caller, query.search().map(ContactQuery::of).orElse(query));
        }
    }),

    STARTS_AGAIN_AT_EVERY_PAGE(contacts -> new Wrapper(contacts) {
        @Override
        public Page<Contact> list(Caller caller, ContactQuery query) {
            if (query.after().isEmpty()) {
                return super.list(caller, query);
            }
            ContactQuery all = ContactQuery.page()
                    .sortBy(query.sorts().toArray(Sort[]::new))
                    .limit(query.limit());
            ContactQuery matching = query.filter().map(all::where).orElse(all);
            return super.list(caller, query.wantsTotal() ? matching : matching.withoutTotal());
        }
    }),

    TAKES_EVERY_FULL_PAGE_FOR_ONE_WITH_MORE_BEHIND_IT(contacts -> new Wrapper(contacts) {
        @Override
        public Page<Contact> list(Caller caller, ContactQuery query) {
            Page<Contact> page = super.list(caller, query);
            int rows = page.data().size();
            boolean isFull = rows == query.limit() && rows > 0;
            Optional<Cursor> next = isFull
                    ? Optional.of(
                            query.cursor(caller.organizationId(), page.data().get(rows - 1)))
                    : Optional.empty();
            return Page.of(query, page.total(), next, page.data());
        }
    }),

    FORGETS_THE_FILTER_OF_ONE_CONTACT(contacts -> new Wrapper(contacts) {
        @Override
        public Contacts where(Filter filter) {
            return this;
        }
    }),

    TAKES_A_MISSING_VALUE_FOR_AN_EQUAL_ONE(contacts -> new Wrapper(contacts) {
        @Override
        public Page<Contact> list(Caller caller, ContactQuery query) {
            ContactQuery wrong = query.filter()
                    .filter(filter -> filter instanceof ColumnCondition<?> condition
                            && condition.operator() == FilterOperator.IS_NOT
                            && condition.values().get(0) != null)
                    .map(filter ->
                            query.where(((ColumnCondition<?>) filter).field().exists()))
                    .orElse(query);
            return super.list(caller, wrong);
        }
    });

    private final UnaryOperator<Contacts> wrapper;

    PlantedBug(UnaryOperator<Contacts> wrapper) {
        this.wrapper = wrapper;
    }

    Contacts over(Contacts right) {
        return wrapper.apply(right);
    }

    /** Contacts that are right in all that is not overridden. */
    private static class Wrapper implements Contacts {
        private final Contacts contacts;

        Wrapper(Contacts contacts) {
            this.contacts = contacts;
        }

        @Override
        public Contact create(Caller caller, ContactPatch details) {
            return contacts.create(caller, details);
        }

        @Override
        public Map<Long, Contact> getAll(Caller caller, Collection<Long> ids) {
            return contacts.getAll(caller, ids);
        }

        @Override
        public List<Contact> find(Caller caller, Collection<ContactKey> keys) {
            return contacts.find(caller, keys);
        }

        @Override
        public Contact get(Caller caller, long id) {
            return contacts.get(caller, id);
        }

        @Override
        public Upserted upsert(Caller caller, ContactPatch details, UpsertBy by) {
            return contacts.upsert(caller, details, by);
        }

        @Override
        public Contact patch(Caller caller, long id, ContactPatch changes) {
            return contacts.patch(caller, id, changes);
        }

        @Override
        public Contact delete(Caller caller, long id) {
            return contacts.delete(caller, id);
        }

        @Override
        public Page<Contact> list(Caller caller, ContactQuery query) {
            return contacts.list(caller, query);
        }

        @Override
        public Stream<Contact> stream(Caller caller, ContactQuery query) {
            return contacts.stream(caller, query);
        }

        @Override
        public Page<AssociatedContact> associate(Caller caller, Page<Contact> page) {
            return contacts.associate(caller, page);
        }

        @Override
        public Trash trash() {
            return contacts.trash();
        }

        @Override
        public BulkContacts bulk() {
            return contacts.bulk();
        }

        @Override
        public Contacts where(Filter filter) {
            return contacts.where(filter);
        }
    }
}
