package dev.contactbook.tck;

import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.OWNED_BY_USER_ID;
import static dev.contactbook.domain.ContactFields.PHONE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.LifeState;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rules 3.1 and 3.26: a query has contacts of its life state only, and both states alike. */
abstract class LifeStateRules extends CursorRules {
    @Test
    void rule_3_1_a_list_has_contacts_of_the_life_state_of_its_query_only() {
        Contact live = insert(SampleContacts.named("ann"));
        Contact another = insert(SampleContacts.named("ann too"));
        Contact other = insert(SampleContacts.named("ann as well"));
        Contact deleted = replace(other, deleted(other));

        assertInState(LifeState.LIVE, List.of(live, another));
        assertInState(LifeState.DELETED, List.of(deleted));

        Contact last = replace(live, deleted(live));
        Contact restored = replace(
                deleted,
                renamed(deleted, deleted.firstName()).toBuilder()
                        .deletedAt(null)
                        .build());

        assertInState(LifeState.LIVE, List.of(restored, another));
        assertInState(LifeState.DELETED, List.of(last));
    }

    private void assertInState(LifeState state, List<Contact> expected) {
        ContactQuery all = ContactQuery.page().inState(state);
        for (ContactQuery query : List.of(
                all,
                ContactQuery.of(ContactSearch.byName("ann")).inState(state),
                all.where(FIRST_NAME.startsWith("ann")),
                all.where(OWNED_BY_USER_ID.isMissing()).sortBy(CREATED_AT.asc()),
                all.where(FIRST_NAME.isNot("Bob")))) {
            Rows rows = repository.list(ORGANIZATION, query);
            assertEquals(Set.copyOf(ids(expected)), Set.copyOf(ids(rows.contacts())), query::toString);
            assertEquals(OptionalLong.of(expected.size()), rows.total(), query::toString);
            assertEquals(
                    OptionalLong.of(expected.size()),
                    repository.list(ORGANIZATION, query.limit(0)).total(),
                    query::toString);
        }
    }

    /** What a store finds while contacts are live it must find when all of them are deleted. */
    @Test
    void rule_3_26_deleted_contacts_are_listed_as_live_ones_are() {
        List<Contact> contacts = new ArrayList<>(filtered());
        contacts.addAll(people());
        contacts.addAll(manyTies());
        List<ContactQuery> queries = queries();
        List<List<Object>> whileLive =
                queries.stream().map(query -> walk(query, contacts)).toList();

        List<Contact> deleted = write(contacts.stream()
                .map(each -> new Change.Replace(each, deleted(each)))
                .toArray(Change[]::new));

        for (int i = 0; i < queries.size(); i++) {
            ContactQuery query = queries.get(i).inState(LifeState.DELETED);
            assertEquals(whileLive.get(i), walk(query, deleted), query::toString);
        }
    }

    private static List<ContactQuery> queries() {
        ContactQuery all = ContactQuery.page();
        return List.of(
                all,
                all.withoutTotal(),
                all.skip(5),
                all.limit(0),
                all.withoutCustomFields().withoutLists(),
                all.sortBy(ID.desc()),
                all.sortBy(CREATED_AT.desc()),
                all.sortBy(FIRST_NAME.asc()),
                all.sortBy(LAST_NAME.desc(), OWNED_BY_USER_ID.asc()),
                all.sortBy(EMAIL.asc()).withoutTotal(),
                all.sortBy(PHONE.desc()),
                all.where(EMAIL.sameAs("JOSE@example.com")),
                all.where(EMAIL.is("jose@example.com").and(FIRST_NAME.exists())),
                all.where(EMAIL.sameAsAny("jose@example.com", "ann@example.com"))
                        .sortBy(LAST_NAME.asc()),
                all.where(EMAIL.sameAs("jose@example.com").not()),
                all.where(OWNED_BY_USER_ID.is(1L)).sortBy(CREATED_AT.desc()),
                all.where(COMPANY_ID.isMissing()).sortBy(CREATED_AT.asc()),
                all.where(FIRST_NAME.contains("an")).sortBy(FIRST_NAME.desc()),
                all.where(ContactFields.custom("industry").is("steel")),
                all.where(ContactFields.custom("industry").isMissing()).sortBy(EMAIL.desc()),
                ContactQuery.of(ContactSearch.byName("jos")),
                ContactQuery.of(ContactSearch.byName("jos")).where(LAST_NAME.exists()),
                ContactQuery.of(ContactSearch.byEmail("example")),
                ContactQuery.of(ContactSearch.byPhone("98765", "US", "+1")),
                ContactQuery.of(ContactSearch.byAny("ann")).withoutTotal());
    }

    /** The ids, totals and ends of two pages: that of a query, and the one after its last contact. */
    private List<Object> walk(ContactQuery asked, List<Contact> contacts) {
        Map<Long, Contact> byId = contacts.stream().collect(Collectors.toMap(Contact::id, Function.identity()));
        ContactQuery query = asked.limit(Math.min(asked.limit(), 4));
        List<Object> seen = new ArrayList<>();
        Rows first = repository.list(ORGANIZATION, query);
        seen.add(List.of(ids(first.contacts()), first.total(), first.hasMore()));
        if (first.hasMore()) {
            long last = first.contacts().get(first.contacts().size() - 1).id();
            Contact place = byId.get(last);
            if (place != null) {
                Rows next = repository.list(
                        ORGANIZATION, query.skip(0).after(query.skip(0).cursor(ORGANIZATION, place)));
                seen.add(List.of(ids(next.contacts()), next.total(), next.hasMore()));
            }
        }
        return seen;
    }

    private static List<Long> ids(List<Contact> contacts) {
        return contacts.stream().map(Contact::id).toList();
    }
}
