package dev.contactbook.tck;

import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.OWNED_BY_USER_ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.Position;
import dev.contactbook.domain.Sort;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.Rows;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules 3.20 and 3.21: where a page ends and the next one starts. */
abstract class CursorRules extends FilterRules {
    @Test
    void rule_3_20_it_says_that_there_is_more_exactly_where_a_contact_follows() {
        insertAll(7, i -> SampleContacts.named(i < 5 ? "ann" : "bob"));
        Map<ContactQuery, Integer> queries = Map.of(
                ContactQuery.page(), 7,
                ContactQuery.page().sortBy(CREATED_AT.desc()), 7,
                ContactQuery.of(ContactSearch.byName("ann")), 5,
                ContactQuery.page().where(FIRST_NAME.is("ann")), 5,
                ContactQuery.page().where(ContactFields.custom("none").isMissing()), 7,
                ContactQuery.page().where(ContactFields.custom("none").exists()), 0);

        queries.forEach((query, matching) -> {
            for (int limit : List.of(0, 1, 4, 5, 6, 7, 1_000)) {
                for (int skip : List.of(0, 1, 3, 7, Integer.MAX_VALUE)) {
                    ContactQuery window = query.limit(limit).skip(skip);
                    boolean hasMore = limit > 0 && matching - (long) skip > limit;
                    assertEquals(hasMore, repository.list(ORGANIZATION, window).hasMore(), window::toString);
                    ContactQuery uncounted = window.withoutTotal();
                    assertEquals(
                            hasMore, repository.list(ORGANIZATION, uncounted).hasMore(), uncounted::toString);
                }
            }
        });
    }

    @Test
    void rule_3_21_page_after_page_is_the_whole_list_in_its_order() {
        manyTies();

        assertWalks(ContactQuery.page());
        assertWalks(ContactQuery.of(ContactSearch.byName("an")));
        assertWalks(ContactQuery.of(ContactSearch.byEmail("an")));
        assertWalks(ContactQuery.page().where(OWNED_BY_USER_ID.isNot(1)).sortBy(LAST_NAME.desc()));
        assertWalks(ContactQuery.of(ContactSearch.byName("an")).where(OWNED_BY_USER_ID.isNot(1)));
        assertWalks(
                ContactQuery.page().where(ContactFields.custom("n").exists()).sortBy(CREATED_AT.desc()));
        for (ContactField<?> field : ContactFields.all()) {
            if (field instanceof ColumnField<?> column) {
                assertWalks(ContactQuery.page().sortBy(column.asc()));
                assertWalks(ContactQuery.page().sortBy(column.desc()));
            }
        }
        assertWalks(ContactQuery.page().sortBy(LAST_NAME.asc(), FIRST_NAME.asc()));
        assertWalks(ContactQuery.page().sortBy(LAST_NAME.desc(), FIRST_NAME.asc()));
        assertWalks(ContactQuery.page().sortBy(LAST_NAME.asc(), FIRST_NAME.desc()));
        assertWalks(ContactQuery.page().sortBy(OWNED_BY_USER_ID.desc(), LAST_NAME.asc()));
        assertWalks(ContactQuery.page().sortBy(OWNED_BY_USER_ID.asc(), COMPANY_ID.desc(), CREATED_AT.asc()));
        assertWalks(ContactQuery.page().sortBy(OWNED_BY_USER_ID.desc(), COMPANY_ID.asc(), LAST_NAME.desc()));
        assertWalks(ContactQuery.page().sortBy(CREATED_AT.desc(), ID.asc(), LAST_NAME.asc()));
    }

    @Test
    void rule_3_21_a_place_stays_where_it_is_whatever_becomes_of_its_contact() {
        List<Contact> contacts = insertAll(List.of("b", "d", "f", "h", "j", "l"));
        ContactQuery query = ContactQuery.page().sortBy(FIRST_NAME.asc()).limit(2);
        Contact d = contacts.get(1);
        Contact f = contacts.get(2);
        ContactQuery afterD = query.after(query.cursor(ORGANIZATION, d));
        ContactQuery afterF = query.after(query.cursor(ORGANIZATION, f));

        replace(d, renamed(d, "z"));
        write(new Change.Remove(f));
        insertAll(List.of("a", "e", "g"));

        Rows rows = repository.list(ORGANIZATION, afterD);
        assertEquals(List.of("e", "g"), firstNames(rows.contacts()));
        assertEquals(OptionalLong.of(8), rows.total());
        assertEquals(List.of("g", "h"), firstNames(list(afterF)));
        assertEquals(List.of("g", "h"), firstNames(list(afterF.withoutTotal())));
    }

    @Test
    void rule_3_21_a_key_behind_the_id_has_its_place_too() {
        Contact free = insert(ORGANIZATION, SampleContacts.named("Ann"));
        Contact owned = replace(free, owned(free, 7L));
        Contact other = insert(ORGANIZATION, SampleContacts.named("Bob"));
        replace(other, owned(other, 7L));
        replace(owned, owned(owned, null));

        for (Sort owner : List.of(OWNED_BY_USER_ID.asc(), OWNED_BY_USER_ID.desc())) {
            for (Sort id : List.of(ID.asc(), ID.desc())) {
                ContactQuery query = ContactQuery.page().sortBy(id, owner);
                assertWalks(query);
                for (Contact was : List.of(free, owned, other)) {
                    ContactQuery after = query.after(query.cursor(ORGANIZATION, was));
                    Position place = after.position(ORGANIZATION).orElseThrow();
                    List<Contact> following =
                            list(query).stream().filter(place::precedes).toList();
                    assertListed(following, list(after), after);
                }
            }
        }
    }

    @Test
    void rule_3_21_after_the_last_contact_there_is_nothing_and_the_total_is_all() {
        List<Contact> contacts = insertAll(List.of("a", "b"));
        for (ContactQuery query : List.of(
                ContactQuery.page(),
                ContactQuery.page().where(FIRST_NAME.exists()),
                ContactQuery.page().where(ContactFields.custom("none").isMissing()))) {
            ContactQuery end = query.after(query.cursor(ORGANIZATION, contacts.get(1)));

            Rows rows = repository.list(ORGANIZATION, end);

            assertEquals(List.of(), rows.contacts());
            assertEquals(OptionalLong.of(2), rows.total());
            assertFalse(rows.hasMore());
            assertEquals(
                    OptionalLong.of(2),
                    repository.list(ORGANIZATION, end.limit(0)).total());
        }
    }

    static Contact owned(Contact contact, @Nullable Long owner) {
        return contact.changed(contact.details().toBuilder().owner(owner).build(), later(contact), null);
    }
}
