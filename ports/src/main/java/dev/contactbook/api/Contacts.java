package dev.contactbook.api;

import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.UpsertBy;
import dev.contactbook.spi.ContactRepository;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The contacts of all organizations, with all their rules: what a host calls.
 *
 * <p>Each call works in the caller's organization only and is one atomic step (contract §3). It happens completely or
 * not at all, concurrent callers never lose each other's changes, and what it returns is stored. Only {@link #bulk} has
 * calls of many steps. Instances are thread-safe, and a host needs one.
 *
 * <p>All methods but {@link #associate} throw {@link dev.contactbook.domain.ContactsException.Forbidden} if the access
 * policy does not permit the operation, or the change of this contact. A hidden contact behaves as if it did not exist.
 * They throw {@link dev.contactbook.domain.ContactsException.Storage} if the store fails. No argument may be null. A
 * null caller is rejected first.
 *
 * <p>This interface is for calling, not for implementing: later versions add methods.
 */
public interface Contacts {
    /** The largest number of ids of {@link #getAll}: 1,000. */
    int MAX_IDS = 1_000;

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
     * Starts to configure contacts in a store.
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
     * @param details writes the fields of the contact, and is called once
     * @return the contact as stored
     * @throws dev.contactbook.domain.ContactsException.Invalid with everything that is wrong with it
     */
    default Contact create(Caller caller, Consumer<? super ContactDetails.Builder> details) {
        Objects.requireNonNull(caller, "caller");
        return create(caller, ContactPatch.of(details));
    }

    /**
     * Creates a contact from a recorded value.
     *
     * @param caller who asks
     * @param details the fields of the contact, without a version
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
     * Reads live contacts by id, by one read of the store.
     *
     * @param caller who asks
     * @param ids any numbers, at most {@link #MAX_IDS} of them
     * @return an unmodifiable map of the contacts that are visible to the caller, by id. Ids of deleted, hidden and
     *     unknown contacts are absent
     * @throws dev.contactbook.domain.ContactsException.Invalid with {@code ids}, if there are too many
     */
    Map<Long, Contact> getAll(Caller caller, Collection<Long> ids);

    /**
     * Finds live contacts by keys: e-mail addresses, phone numbers and ids of other systems. As quick as {@link #get}
     * at any number of contacts.
     *
     * @param caller who asks
     * @param keys the keys, of which a contact must have one
     * @return the contacts that are visible to the caller, in ascending order of id, an unmodifiable list. Of the
     *     contacts that have the keys, the 1,000 with the lowest ids are looked at
     */
    default List<Contact> find(Caller caller, ContactKey... keys) {
        Objects.requireNonNull(caller, "caller");
        return find(caller, List.of(keys));
    }

    /**
     * As {@link #find(Caller, ContactKey...)}.
     *
     * @param caller who asks
     * @param keys at most {@link #MAX_IDS} keys
     * @return as {@link #find(Caller, ContactKey...)}
     * @throws dev.contactbook.domain.ContactsException.Invalid with {@code keys}, if there are too many
     */
    List<Contact> find(Caller caller, Collection<ContactKey> keys);

    /**
     * Changes a live contact. A field that is not written stays, null clears it, and custom fields merge name by name.
     *
     * @param caller who asks
     * @param id any number
     * @param changes writes the fields that change, and is called once
     * @return the contact as stored. If nothing changed, it is the contact as it was
     * @throws dev.contactbook.domain.ContactsException.Invalid with everything that is wrong with the changes
     * @throws dev.contactbook.domain.ContactsException.NotFound if the caller's organization has no such live contact
     */
    default Contact patch(Caller caller, long id, Consumer<? super ContactDetails.Builder> changes) {
        Objects.requireNonNull(caller, "caller");
        return patch(caller, id, ContactPatch.of(changes));
    }

    /**
     * Changes a live contact by a recorded value, perhaps only if it still has a certain version.
     *
     * @param caller who asks
     * @param id any number
     * @param changes the fields that change
     * @return the contact as stored. If nothing changed, it is the contact as it was
     * @throws dev.contactbook.domain.ContactsException.Invalid with everything that is wrong with the changes
     * @throws dev.contactbook.domain.ContactsException.NotFound if the caller's organization has no such live contact
     * @throws dev.contactbook.domain.ContactsException.Conflict if it has another version than the required one, even
     *     if nothing would change
     */
    Contact patch(Caller caller, long id, ContactPatch changes);

    /**
     * Soft-deletes a live contact: it is in the {@link #trash} then, and no other operation finds it.
     *
     * @param caller who asks
     * @param id any number
     * @return the contact as stored, with {@code deleted_at}
     * @throws dev.contactbook.domain.ContactsException.NotFound if the caller's organization has no such live contact.
     *     Of two concurrent deletes one gets this
     */
    Contact delete(Caller caller, long id);

    /**
     * Creates a contact, or changes the one that has a key of the input. Callers that race for one key end in one
     * contact, so this is the way to repeat a create whose outcome is unknown.
     *
     * @param caller who asks, to whom the policy permits a create and a patch
     * @param details writes the fields of the contact, and is called once. A field that is not written stays
     * @param by by which keys, of which the input must have one
     * @return the contact as stored, and whether it was created, changed or neither
     * @throws dev.contactbook.domain.ContactsException.Invalid with everything that is wrong with it
     * @throws dev.contactbook.domain.ContactsException.Duplicate if several contacts have keys of the input, or if the
     *     one that has it is not visible, or deleted and not to be {@linkplain UpsertBy#restoringDeleted restored}
     */
    default Upserted upsert(Caller caller, Consumer<? super ContactDetails.Builder> details, UpsertBy by) {
        Objects.requireNonNull(caller, "caller");
        return upsert(caller, ContactPatch.of(details), by);
    }

    /**
     * As {@link #upsert(Caller, Consumer, UpsertBy)}, of recorded values.
     *
     * @param caller who asks, to whom the policy permits a create and a patch
     * @param details the fields of the contact
     * @param by by which keys
     * @return as {@link #upsert(Caller, Consumer, UpsertBy)}
     * @throws dev.contactbook.domain.ContactsException.Invalid as in {@link #upsert(Caller, Consumer, UpsertBy)}
     * @throws dev.contactbook.domain.ContactsException.Duplicate as in {@link #upsert(Caller, Consumer, UpsertBy)}
     */
    Upserted upsert(Caller caller, ContactPatch details, UpsertBy by);

    /**
     * Lists live contacts.
     *
     * @param caller who asks
     * @param query which ones, in which order, how many
     * @return a page of contacts, the total, and the cursor of the next page
     * @throws dev.contactbook.domain.ContactsException.Invalid with an error for {@code after}, if the cursor belongs
     *     to another query or organization
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
        Objects.requireNonNull(caller, "caller");
        return list(caller, ContactQuery.of(search));
    }

    /**
     * Streams all contacts of a query. It reads page after page as they are consumed, and holds one page and nothing of
     * the store. You can leave or {@linkplain Stream#close() close} it at any time.
     *
     * <p>Each page is of one instant, but two pages are not. Contacts that exist throughout are returned exactly once,
     * unless their sort key changes (contract §4, streams). Each 1,000 contacts cost one call of {@link #list}, and the
     * policy is called for each page. Exceptions come from the stream's terminal operation.
     *
     * @param caller who asks
     * @param query which ones, in which order, where to start. Its limit is ignored, and nothing is counted
     * @return a sequential stream, which is not thread-safe
     */
    Stream<Contact> stream(Caller caller, ContactQuery query);

    /** {@return the deleted contacts, thread-safe. They are of the same view as these} */
    Trash trash();

    /**
     * Adds owner and company to the contacts of a page, by one look-up for all owners and one for all companies. If the
     * directory fails, they are missing, and a warning goes to the {@link System.Logger} {@code dev.contactbook}. This
     * reads no contacts, so the access policy is not called.
     *
     * @param caller who asks
     * @param page contacts of the caller's organization
     * @return the same page. Owner and company are null if a contact has none, or if the directory does not know them
     */
    Page<AssociatedContact> associate(Caller caller, Page<Contact> page);

    /** {@return creates, patches, deletes and restores of many contacts together, thread-safe} */
    BulkContacts bulk();

    /**
     * A view that contains only the contacts matching a filter: no operation finds, lists or counts others, and neither
     * do {@link #bulk} and {@link #trash}. The contact as it is before a change decides. So a create, or a patch that
     * moves the contact out of the view, still returns it. The access policy applies as well.
     *
     * @param filter which contacts the view contains. Several filters must all match, each within its own bounds
     * @return contacts over the same store, thread-safe
     * @throws dev.contactbook.domain.ContactsException.Invalid with what {@link Filter#violations()} reports
     */
    Contacts where(Filter filter);
}
