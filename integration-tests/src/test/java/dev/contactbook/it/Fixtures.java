package dev.contactbook.it;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.NewContact;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Operation;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.spi.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Callers, inputs and fakes that the tests share. */
final class Fixtures {
    static final long ORGANIZATION = 456;
    static final long OTHER_ORGANIZATION = 457;
    static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);
    static final Caller FOREIGNER = Caller.user(790).inOrganization(OTHER_ORGANIZATION);
    static final Instant NOW = Instant.parse("2023-01-01T00:00:00Z");

    private Fixtures() {}

    /** Writes every field that a caller can write. */
    static void everyField(ContactDetails.Builder contact) {
        contact.firstName("Ada")
                .lastName("Lovelace")
                .email("Ada@Example.com")
                .phone("(555) 0100")
                .phoneCountryCode("+1")
                .phoneCountryIso("US")
                .owner(7)
                .company(101)
                .channelWhatsappWaId("whatsapp-1")
                .channelInstagramUserId("instagram-1")
                .avatarUrl("/avatars/1.png")
                .customField("Industry", "Technology")
                .customField("Size", 100)
                .customField("Ratio", 0.25)
                .customField("Vip", true)
                .customField("Tags", List.of("b", "a"));
    }

    /** Puts a contact into a store past all rules, as one that is older than they are. */
    static Contact seed(ContactRepository repository, ContactDetails details) {
        NewContact contact = new NewContact(details, null, NOW);
        return repository
                .write(ORGANIZATION, List.of(new Change.Insert(contact)))
                .match(stored -> stored.get(0), index -> {
                    throw new AssertionError("stale at " + index);
                });
    }

    /** The errors of a call that is refused as invalid. */
    static Map<String, String> errorsOf(ThrowingCallable call) {
        Invalid invalid = catchThrowableOfType(Invalid.class, call);
        if (invalid == null) {
            throw new AssertionError("It was not refused");
        }
        return invalid.errors();
    }

    /** One message for all reasons: existence never leaks. */
    static void assertNotFound(long id, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isExactlyInstanceOf(NotFound.class)
                .hasMessage("No record found for id '" + id + "'")
                .hasNoCause();
    }

    /** Throws anything without declaring it, as other languages of the JVM do. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** A policy that permits everything, on some of the contacts. */
    record Rights(Filter visible, Filter changeable) implements AccessPolicy {
        static Rights toSee(Filter visible) {
            return new Rights(visible, Filter.everything());
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

    /** A clock that shows what it was set to, and stands still. */
    static final class SetClock implements InstantSource {
        private volatile Instant now;

        SetClock(Instant now) {
            this.now = now;
        }

        void set(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    static Contact withoutCustomFields(Contact contact) {
        return contact.toBuilder()
                .details(contact.details().toBuilder()
                        .replaceCustomFields(CustomFields.EMPTY)
                        .build())
                .build();
    }

    /** A store that notes what is asked of it, and runs something before each kind of call: a rival, or a failure. */
    static final class WatchedRepository implements ContactRepository {
        final List<String> calls = Collections.synchronizedList(new ArrayList<>());
        final List<ContactQuery> queries = Collections.synchronizedList(new ArrayList<>());
        Runnable beforeFind = () -> {};
        Runnable beforeList = () -> {};
        Runnable beforeWrite = () -> {};
        private final ContactRepository watched;

        WatchedRepository(ContactRepository watched) {
            this.watched = watched;
        }

        /** Runs this before every call of any kind. */
        void before(Runnable action) {
            beforeFind = action;
            beforeList = action;
            beforeWrite = action;
        }

        @Override
        public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
            calls.add("find");
            beforeFind.run();
            return watched.find(organizationId, ids);
        }

        @Override
        public Rows list(long organizationId, ContactQuery query, WorkBudget budget) {
            calls.add("list");
            queries.add(query);
            beforeList.run();
            return watched.list(organizationId, query, budget);
        }

        @Override
        public WriteResult write(long organizationId, List<Change> changes, WorkBudget budget) {
            calls.add("write");
            beforeWrite.run();
            return watched.write(organizationId, changes, budget);
        }
    }
}
