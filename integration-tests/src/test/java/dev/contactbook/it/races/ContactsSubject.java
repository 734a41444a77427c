package dev.contactbook.it.races;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.ContactListener;
import dev.contactbook.spi.ContactRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Contacts with one contact, and concurrent operations on them. The model checker makes a new one for each run.
 *
 * <p>An operation's answer has in it what listeners heard in its thread: so each change is reported once, by the thread
 * that made it.
 */
public class ContactsSubject {
    static Supplier<? extends ContactRepository> store = InMemoryContactRepository::new;

    private static final Caller CALLER = Caller.user(1).inOrganization(1);

    private final ThreadLocal<List<Object>> heard = ThreadLocal.withInitial(ArrayList::new);
    private final Contacts contacts = Contacts.builder(store.get())
            .clock(() -> Instant.EPOCH)
            .listener(new ContactListener() {
                @Override
                public void created(Caller caller, Contact created) {
                    heard.get().add(List.of("created", created));
                }

                @Override
                public void patched(Caller caller, Contact before, Contact after) {
                    heard.get().add(List.of("patched", before, after));
                }

                @Override
                public void deleted(Caller caller, Contact deleted) {
                    heard.get().add(List.of("deleted", deleted));
                }

                @Override
                public void restored(Caller caller, Contact restored) {
                    heard.get().add(List.of("restored", restored));
                }
            })
            .build();

    public ContactsSubject() {
        contacts.create(CALLER, contact -> contact.firstName("Ada"));
        heard.remove();
    }

    public Object create() {
        return answer(() -> contacts.create(CALLER, c -> c.firstName("Ada")));
    }

    public Object get() {
        return answer(() -> contacts.get(CALLER, 1));
    }

    /** Two of one number: the second changes nothing. */
    public Object patch(int number) {
        return answer(() -> contacts.patch(CALLER, 1, c -> c.customField("Field " + number, true)));
    }

    /** A patch and a create in one write. */
    public Object many(int number) {
        BulkItem patch = BulkItem.patch(1, c -> c.customField("Field " + number, true));
        BulkItem create = BulkItem.create(c -> c.firstName("Ada"));
        return answer(() ->
                contacts.bulk().allOrNothing(CALLER, List.of(patch, create)).contactsOrThrow());
    }

    public Object patchVersion(int version) {
        return answer(() -> contacts.patch(
                CALLER, 1, ContactPatch.of(c -> c.lastName("Lovelace")).ifVersion(version)));
    }

    public Object delete() {
        return answer(() -> contacts.delete(CALLER, 1));
    }

    public Object restore() {
        return answer(() -> contacts.trash().restore(CALLER, 1));
    }

    public Object trash() {
        return answer(() -> contacts.trash().list(CALLER, ContactQuery.page()));
    }

    public Object list() {
        return answer(() -> contacts.list(CALLER, ContactQuery.page()));
    }

    private Object answer(Supplier<Object> call) {
        List<Object> answer = new ArrayList<>();
        try {
            answer.add(call.get());
        } catch (Conflict e) {
            answer.add(e.getMessage() + " with " + e.currentVersion());
        } catch (ContactsException e) {
            answer.add(e.getMessage());
        }
        answer.addAll(heard.get());
        heard.remove();
        return answer;
    }
}
