package dev.contactbook.api;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.Page;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The deleted contacts of all organizations: {@link Contacts#trash} (contract §3, trash).
 *
 * <p>Each call works in the caller's organization only and is one atomic step. All methods throw
 * {@link dev.contactbook.domain.ContactsException.Forbidden} if the access policy does not permit the operation, or the
 * change of this contact. A hidden contact behaves as if it did not exist. They throw
 * {@link dev.contactbook.domain.ContactsException.Storage} if the store fails. No argument may be null. A null caller
 * is rejected first. Instances are thread-safe.
 *
 * <p>This interface is for calling, not for implementing: later versions add methods.
 */
public interface Trash {
    /**
     * Lists deleted contacts, unless the query sorts otherwise the last deleted first
     * ({@link ContactQuery#NEWEST_DELETED_FIRST}). The total of all of them costs the same at any number.
     *
     * @param caller who asks
     * @param query which ones, in which order, how many
     * @return a page of contacts, the total, and the cursor of the next page
     * @throws dev.contactbook.domain.ContactsException.Invalid with an error for {@code after}, if the cursor belongs
     *     to another query or organization, or to live contacts
     */
    Page<Contact> list(Caller caller, ContactQuery query);

    /**
     * Searches deleted contacts, best match first.
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
     * Streams all deleted contacts of a query, as {@link Contacts#stream} does with live ones.
     *
     * @param caller who asks
     * @param query which ones, in which order, where to start. Its limit is ignored, and nothing is counted
     * @return a sequential stream, which is not thread-safe
     */
    Stream<Contact> stream(Caller caller, ContactQuery query);

    /**
     * Reads a deleted contact.
     *
     * @param caller who asks
     * @param id any number
     * @return the contact, with {@code deleted_at}
     * @throws dev.contactbook.domain.ContactsException.NotFound if the caller's organization has no such deleted
     *     contact
     */
    Contact get(Caller caller, long id);

    /**
     * Makes a deleted contact live again. Its fields are those that it had, even if they break current rules.
     *
     * @param caller who asks
     * @param id any number
     * @return the contact as stored, without {@code deleted_at}
     * @throws dev.contactbook.domain.ContactsException.NotFound if the caller's organization has no such deleted
     *     contact. Of two concurrent restores one gets this
     * @throws dev.contactbook.domain.ContactsException.Duplicate if another contact has one of its unique e-mails now.
     *     Nothing is written
     */
    Contact restore(Caller caller, long id);
}
