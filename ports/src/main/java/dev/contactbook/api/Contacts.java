package dev.contactbook.api;

import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Page;
import dev.contactbook.spi.ContactRepository;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The contacts of all organizations, with all their rules: what a host calls.
 *
 * <p>Each call works in the caller's organization only and is one atomic step (contract §3): it happens wholly or not
 * at all, concurrent callers never lose each other's changes, and what it answered is stored. Only {@link #bulk} has
 * calls that are many steps. Instances are thread-safe, and one is enough for a host.
 *
 * <p>All methods but {@link #associate} throw {@link dev.contactbook.domain.ContactsException.Forbidden} if the access
 * policy refuses the operation, or a change of this contact; what it hides from the caller is not found, as if it did
 * not exist. They throw {@link dev.contactbook.domain.ContactsException.Storage} if the store fails. No argument may be
 * null.
 *
 * <p>This interface is for calling, not for implementing: later versions add methods.
 */
public interface Contacts {
    /**
     * Contacts in a store, with the system clock, and without directory, policy or listeners.
     *
     * @param repository the store
     * @return the contacts
     */
    static Contacts over(ContactRepository repository) {
        return builder(repository).build();
    }

    /**
     * Contacts in a store, with whatever the host brings along.
     *
     * @param repository the store
     * @return a new builder
     */
    static ContactsBuilder builder(ContactRepository repository) {
        return new ContactsBuilder(repository);
    }

    /**
     * Creates a contact.
     *
     * @param caller who asks
     * @param details writes what is known of the contact; called once
     * @return the contact as stored
     * @throws dev.contactbook.domain.ContactsException.Invalid with everything that is wrong with it
     */
    default Contact create(Caller caller, Consumer<? super ContactDetails.Builder> details) {
        return create(caller, ContactPatch.of(details));
    }

    /**
     * Creates a contact from a recorded value.
     *
     * @param caller who asks
     * @param details what is known of the contact, without a version
     * @return the contact as stored
     * @throws dev.contactbook.domain.ContactsException.Invalid with everything that is wrong with it
     */
    Contact create(Caller caller, ContactPatch details);

    /**
     * Reads a live contact.
     *
     * @param caller who asks
     * @param id any number
     * @return the contact
     * @throws dev.contactbook.domain.ContactsException.NotFound if the caller's organization has no such live contact
     */
    Contact get(Caller caller, long id);

    /**
     * Changes a live contact: what is not written stays, null clears, custom fields merge name by name.
     *
     * @param caller who asks
     * @param id any number
     * @param changes writes what is to change; called once
     * @return the contact as stored; as it was, if nothing changed
     * @throws dev.contactbook.domain.ContactsException.Invalid with everything that is wrong with what changes
     * @throws dev.contactbook.domain.ContactsException.NotFound if the caller's organization has no such live contact
     */
    default Contact patch(Caller caller, long id, Consumer<? super ContactDetails.Builder> changes) {
        return patch(caller, id, ContactPatch.of(changes));
    }

    /**
     * Changes a live contact by a recorded value, perhaps only if it still has a certain version.
     *
     * @param caller who asks
     * @param id any number
     * @param changes what is to change
     * @return the contact as stored; as it was, if nothing changed
     * @throws dev.contactbook.domain.ContactsException.Invalid with everything that is wrong with what changes
     * @throws dev.contactbook.domain.ContactsException.NotFound if the caller's organization has no such live contact
     * @throws dev.contactbook.domain.ContactsException.Conflict if it has another version than the one asked for, even
     *     where nothing would change
     */
    Contact patch(Caller caller, long id, ContactPatch changes);

    /**
     * Soft-deletes a live contact: it is kept, but no operation finds it any more.
     *
     * @param caller who asks
     * @param id any number
     * @return the contact as stored, with {@code deleted_at}
     * @throws dev.contactbook.domain.ContactsException.NotFound if the caller's organization has no such live contact;
     *     of two deletes at once one gets this
     */
    Contact delete(Caller caller, long id);

    /**
     * Lists live contacts.
     *
     * @param caller who asks
     * @param query which ones, in which order, how many
     * @return a page of contacts, the total, and where the next page goes on
     * @throws dev.contactbook.domain.ContactsException.Invalid with an error for {@code after}, if the query goes on
     *     after the page of another query or organization
     */
    Page<Contact> list(Caller caller, ContactQuery query);

    /**
     * Searches live contacts, best match first.
     *
     * @param caller who asks
     * @param search by name, e-mail or phone
     * @return a page of contacts and the total
     */
    default Page<Contact> search(Caller caller, ContactSearch search) {
        return list(caller, ContactQuery.of(search));
    }

    /**
     * All contacts of a query, as many as there are, read page after page while they are taken. Holds no more than one
     * page of them, and nothing of the store: it can be left or {@linkplain Stream#close() closed} at any time.
     *
     * <p>Each page is of one instant, but not all of them of the same: it meets no contact twice, and each that is
     * there all the time, unless what the query sorts by changes meanwhile (contract §4, streams). It costs a call of
     * {@link #list} for each 1,000 contacts, to whose policy each page is subject; what that throws, the stream's
     * terminal operation throws.
     *
     * @param caller who asks
     * @param query which ones, in which order, from which one on; its limit makes no difference, and nothing is counted
     * @return a sequential stream, which is not thread-safe
     */
    Stream<Contact> stream(Caller caller, ContactQuery query);

    /**
     * Adds owner and company to the contacts of a page, by one look-up for all owners and one for all companies. A
     * directory that fails leaves them out; a warning then goes to the {@link System.Logger} {@code dev.contactbook}.
     * It reads no contacts, so the access policy is not asked.
     *
     * @param caller who asks
     * @param page contacts of the caller's organization
     * @return the same page; owner and company are null where a contact has none or the directory does not know it
     */
    Page<AssociatedContact> associate(Caller caller, Page<Contact> page);

    /**
     * Creates, patches and deletes many contacts at once.
     *
     * @return the facet for it, thread-safe
     */
    BulkContacts bulk();

    /**
     * These contacts as if those that a filter does not mean did not exist: they are not found, listed, searched or
     * counted, by {@link #bulk} neither. What a contact is before the change decides: one that a patch moves out of the
     * filter is answered once, and a create makes any contact. The access policy is asked as ever, and who may see what
     * has to match as well.
     *
     * @param filter which contacts there are; each of several has to match, within bounds of its own
     * @return contacts over the same store, thread-safe
     * @throws dev.contactbook.domain.ContactsException.Invalid with what {@link Filter#violations()} says of the filter
     */
    Contacts where(Filter filter);
}
