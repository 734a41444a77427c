package dev.contactbook.spi;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A store of contacts: the port that memory, databases and your own storage implement.
 *
 * <p>A store keeps contacts and answers queries. It does not know callers, patches or soft deletes. Any number of
 * threads may call it. A failure of the storage is a {@link dev.contactbook.domain.ContactsException.Storage}, never an
 * empty answer.
 *
 * <p>These are the rules. {@code dev.contactbook.tck.ContactRepositoryContract} has tests for each, named after its
 * number. A store that passes all of them is complete.
 *
 * <table>
 * <caption>Rules</caption>
 * <tr><th>1</th><th>Everywhere</th></tr>
 * <tr><td>1.1</td><td>A call neither returns nor changes a contact of another organization than the one it
 * names.</td></tr>
 * <tr><td>1.2</td><td>A contact is returned with every field as it was stored.</td></tr>
 * <tr><td>1.3</td><td>Every character is preserved: accents, astral characters, quotes, backslashes, line ends in
 * custom fields.</td></tr>
 * <tr><td>1.4</td><td>Every millisecond is preserved, before 1970 and far in the future as well.</td></tr>
 * <tr><th>2</th><th>{@link #find}</th></tr>
 * <tr><td>2.1</td><td>It finds contacts by id, including deleted ones. Ids that do not exist are absent.</td></tr>
 * <tr><td>2.2</td><td>{@link #findByKeys} finds the contacts that {@linkplain ContactKey#of(Contact) have} one of some
 * keys, each once, the lowest ids if there are more than the limit.</td></tr>
 * <tr><td>2.3</td><td>{@link #uniqueKinds} returns the kinds of keys that at most one contact of an organization has:
 * external ids, and e-mails where the organization chose so. Several contacts that have one e-mail already keep an
 * organization from choosing it.</td></tr>
 * <tr><th>3</th><th>{@link #list}</th></tr>
 * <tr><td>3.1</td><td>It returns contacts of the {@linkplain ContactQuery#lifeState life state} of the query
 * only.</td></tr>
 * <tr><td>3.2</td><td>Without keys the order is by id, ascending.</td></tr>
 * <tr><td>3.3</td><td>The first key that differs decides, in its direction. Every column can be a key.</td></tr>
 * <tr><td>3.4</td><td>Text sorts by folded value, then as written, both by code point.</td></tr>
 * <tr><td>3.5</td><td>Null is smaller than any value.</td></tr>
 * <tr><td>3.6</td><td>Contacts that are equal in all keys come by id, in the direction of the last key.</td></tr>
 * <tr><td>3.7</td><td>It leaves out the first {@code skip} contacts and returns at most {@code limit}.</td></tr>
 * <tr><td>3.8</td><td>The total counts all matching contacts, for every limit and skip.</td></tr>
 * <tr><td>3.9</td><td>The total is absent exactly if the query asks for none. The contacts are the same.</td></tr>
 * <tr><td>3.10</td><td>A search by name finds what {@link dev.contactbook.domain.ContactSearch.ByName}
 * matches.</td></tr>
 * <tr><td>3.11</td><td>A search by e-mail finds what {@link dev.contactbook.domain.ContactSearch.ByEmail}
 * matches.</td></tr>
 * <tr><td>3.12</td><td>A search by phone finds what {@link dev.contactbook.domain.ContactSearch.ByPhone}
 * matches.</td></tr>
 * <tr><td>3.13</td><td>What a search finds comes by {@link dev.contactbook.domain.ContactSearch#rank}, then by
 * id.</td></tr>
 * <tr><td>3.14</td><td>In a search {@code % _ * ! \ '} are ordinary characters.</td></tr>
 * <tr><td>3.15</td><td>Contacts and total are of the same instant.</td></tr>
 * <tr><td>3.16</td><td>A list holds exactly the contacts that {@link ContactQuery#matches}, for a condition on any
 * column with any operator and value.</td></tr>
 * <tr><td>3.17</td><td>So it does for a condition on a custom field, whose name is found in any case.</td></tr>
 * <tr><td>3.18</td><td>So it does for conditions joined by and, or and not: none is neither true nor false.</td></tr>
 * <tr><td>3.19</td><td>Order, search, limit, skip and total of a query with a filter are those of the contacts that
 * the filter means.</td></tr>
 * <tr><td>3.20</td><td>It reports that more follows exactly if a matching contact comes after the last of the page,
 * and never if {@code limit} is 0.</td></tr>
 * <tr><td>3.21</td><td>Where the request has a {@linkplain ListRequest#start start}, the page has the first of the
 * contacts that {@linkplain dev.contactbook.domain.Position#precedes the place precedes}, even if the contact of that
 * place has changed or gone. The total counts all matching contacts.</td></tr>
 * <tr><td>3.22</td><td>Where the query {@linkplain ContactQuery#wantsCustomFields() does without} custom fields,
 * contacts come without them, and are else the same ones. So it is with {@linkplain ContactQuery#wantsLists()
 * lists}.</td></tr>
 * <tr><td>3.23</td><td>With a budget whose deadline has passed it fails as {@link WorkBudget#outOfTime} says, and
 * shows no part of a page.</td></tr>
 * <tr><td>3.24</td><td>Where it would sort more rows than the budget allows it fails as {@link
 * WorkBudget#requireSortable} says, and else it sorts them all. An order by id, the order of a search and a query for
 * no rows are never refused.</td></tr>
 * <tr><td>3.25</td><td>A search by any field finds what {@link dev.contactbook.domain.ContactSearch.ByAny}
 * matches.</td></tr>
 * <tr><td>3.26</td><td>Rules 3.2 to 3.25 hold for deleted contacts as for live ones: for filters, searches, orders,
 * places and totals.</td></tr>
 * <tr><th>4</th><th>{@link #write}</th></tr>
 * <tr><td>4.1</td><td>An insert gives the contact an id from 1 to 2^53−1, unique over all organizations, larger than
 * all that this repository gave before, never given again.</td></tr>
 * <tr><td>4.2</td><td>A replace or remove whose {@code before} has not the version that is stored, or that is gone, is
 * stale.</td></tr>
 * <tr><td>4.3</td><td>All changes happen or none. If one is stale, the answer names the first such index.</td></tr>
 * <tr><td>4.4</td><td>The changes happen in their order, each on the result of those before it.</td></tr>
 * <tr><td>4.5</td><td>The answer has one contact for each change, in order: as inserted, replaced or
 * removed.</td></tr>
 * <tr><td>4.6</td><td>Of concurrent changes to one version of a contact exactly one succeeds.</td></tr>
 * <tr><td>4.7</td><td>Every later call of any thread sees what a write returned as stored.</td></tr>
 * <tr><td>4.8</td><td>A removed contact is gone, for {@code find} as well.</td></tr>
 * <tr><td>4.9</td><td>A change to a contact of another organization is an {@link IllegalArgumentException}, and
 * nothing is written.</td></tr>
 * <tr><td>4.10</td><td>With a budget whose deadline has passed it fails as {@link WorkBudget#outOfTime} says, and
 * nothing is written.</td></tr>
 * <tr><td>4.11</td><td>A contact has its {@linkplain ContactKey#of(Contact) keys} from the write on that stores it, and
 * no others. Of two organizations each has its own.</td></tr>
 * <tr><td>4.12</td><td>At most one contact has a key of a {@linkplain #uniqueKinds unique} kind. If a change needs one
 * that another contact has after all changes, nothing is written and the answer names all such keys, each with the
 * contact that has it.</td></tr>
 * <tr><td>4.13</td><td>Of concurrent changes that need one unique key exactly one succeeds.</td></tr>
 * </table>
 */
public interface ContactRepository {
    /**
     * Finds contacts by id (rule 2.1).
     *
     * @param organizationId whose contacts
     * @param ids any numbers
     * @return the contacts that exist, by id
     * @throws dev.contactbook.domain.ContactsException.Storage if the storage fails
     */
    Map<Long, Contact> find(long organizationId, Collection<Long> ids);

    /**
     * Finds contacts by key (rule 2.2).
     *
     * @param organizationId whose contacts
     * @param keys any keys
     * @param limit how many contacts at most, at least 1
     * @return the contacts in ascending order of id, deleted ones too
     * @throws dev.contactbook.domain.ContactsException.Storage if the storage fails
     */
    List<Contact> findByKeys(long organizationId, Collection<ContactKey> keys, int limit);

    /**
     * The kinds of keys that at most one contact of an organization has (rule 2.3). A store without the choice of
     * unique e-mails does not override this.
     *
     * @param organizationId which organization
     * @return {@link ContactKey.Kind#unique}, as the organization chose
     * @throws dev.contactbook.domain.ContactsException.Storage if the storage fails
     */
    default Set<ContactKey.Kind> uniqueKinds(long organizationId) {
        return ContactKey.Kind.unique(false);
    }

    /**
     * Lists contacts (rules 3.1 to 3.26).
     *
     * @param request which contacts, in which order, how many, and where to start
     * @return the contacts, whether more follow, and the total where the query asks for it
     * @throws dev.contactbook.domain.ContactsException.Storage if the storage fails, or the deadline passes
     * @throws dev.contactbook.domain.ContactsException.Invalid with {@code sort}, where more rows would be sorted than
     *     the budget allows
     */
    Rows list(ListRequest request);

    /**
     * Lists contacts at any cost: a shortcut for tests and tools.
     *
     * @param organizationId whose contacts
     * @param query which ones, in which order, how many
     * @return the contacts, whether more follow, and the total where the query asks for it
     * @throws dev.contactbook.domain.ContactsException.Storage if the storage fails
     * @throws dev.contactbook.domain.ContactsException.Invalid as {@link ContactQuery#position}
     */
    default Rows list(long organizationId, ContactQuery query) {
        return list(ListRequest.of(organizationId, query));
    }

    /**
     * Writes changes, all or none (rules 4.1 to 4.13).
     *
     * @param request what to change, in order
     * @return the contacts stored, the index of the first stale change, or the keys that are taken
     * @throws dev.contactbook.domain.ContactsException.Storage if the storage fails, or the deadline passes
     * @throws IllegalArgumentException if a change is to a contact of another organization
     */
    WriteResult write(WriteRequest request);

    /**
     * Writes changes, all or none, at any cost: a shortcut for tests and tools.
     *
     * @param organizationId whose contacts
     * @param changes what to change, in order
     * @return the contacts stored, the index of the first stale change, or the keys that are taken
     * @throws dev.contactbook.domain.ContactsException.Storage if the storage fails
     * @throws IllegalArgumentException if a change is to a contact of another organization
     */
    default WriteResult write(long organizationId, List<Change> changes) {
        return write(WriteRequest.of(organizationId, changes));
    }
}
