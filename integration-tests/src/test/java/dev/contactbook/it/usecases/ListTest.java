package dev.contactbook.it.usecases;

import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.custom;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static dev.contactbook.it.support.Fixtures.NOW;
import static dev.contactbook.it.support.Fixtures.errorsOf;
import static dev.contactbook.it.support.Fixtures.withoutCustomFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Cursor;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.Sort;
import dev.contactbook.it.support.Fixtures;
import dev.contactbook.it.support.Store;
import dev.contactbook.testkit.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    void an_empty_organization_has_an_empty_page(Store store) {
        Contacts contacts = Contacts.over(store.fresh());

        Page<Contact> page = contacts.list(CALLER, ContactQuery.page());

        assertThat(page.data()).isEmpty();
        assertThat(page.total()).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shows_ten_contacts_by_id_unless_told_otherwise(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        List<Contact> created = create(contacts, 12);

        Page<Contact> page = contacts.list(CALLER, ContactQuery.page());

        assertThat(page.data()).isEqualTo(created.subList(0, 10));
        assertThat(page.limit()).isEqualTo(10);
        assertThat(page.skip()).isZero();
        assertThat(page.total()).hasValue(12);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.1")
    void limit_0_asks_for_the_total_only(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        create(contacts, 3);

        Page<Contact> page = contacts.list(CALLER, ContactQuery.page().limit(0).skip(2));

        assertThat(page.data()).isEmpty();
        assertThat(page.limit()).isZero();
        assertThat(page.total()).hasValue(3);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.24")
    @Tag("3.25")
    void pages_cover_all_contacts_once_and_have_one_total(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        List<Contact> created = create(contacts, 10);
        List<Contact> seen = new ArrayList<>();

        for (int skip = 0; skip <= 12; skip += 3) {
            Page<Contact> page =
                    contacts.list(CALLER, ContactQuery.page().limit(3).skip(skip));
            assertThat(page.skip()).isEqualTo(skip);
            assertThat(page.total()).hasValue(10);
            seen.addAll(page.data());
        }

        assertThat(seen).isEqualTo(created);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void skip_can_go_far_beyond_the_end(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        create(contacts, 2);

        Page<Contact> page =
                contacts.list(CALLER, ContactQuery.page().limit(1_000).skip(Integer.MAX_VALUE));

        assertThat(page.data()).isEmpty();
        assertThat(page.total()).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.25")
    void the_total_can_be_left_out(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        create(contacts, 2);

        Page<Contact> page =
                contacts.list(CALLER, ContactQuery.page().withoutTotal().limit(1));

        assertThat(page.data()).hasSize(1);
        assertThat(page.total()).isEqualTo(OptionalLong.empty());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.21")
    void custom_fields_can_be_left_out(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        Contact ann = contacts.create(CALLER, c -> c.firstName("Ann"));
        Contact bob = contacts.create(CALLER, c -> c.firstName("Bob").customField("Size", 5));
        ContactQuery query = ContactQuery.page().withoutCustomFields();

        assertThat(contacts.list(CALLER, query).data()).containsExactly(ann, withoutCustomFields(bob));
        assertThat(contacts.list(CALLER, query.where(custom("size").is(5))).data())
                .containsExactly(withoutCustomFields(bob));
        assertThat(contacts.stream(CALLER, query)).containsExactly(ann, withoutCustomFields(bob));
        assertThat(contacts.get(CALLER, bob.id())).isEqualTo(bob);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.21")
    void a_cursor_goes_on_with_custom_fields_or_without(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        contacts.create(CALLER, c -> c.firstName("Ann"));
        Contact bob = contacts.create(CALLER, c -> c.firstName("Bob").customField("Size", 5));
        ContactQuery first = ContactQuery.page().limit(1);

        Cursor next = contacts.list(CALLER, first).next().orElseThrow();

        assertThat(contacts.list(CALLER, first.withoutCustomFields().after(next))
                        .data())
                .containsExactly(withoutCustomFields(bob));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.3")
    @Tag("4.5")
    void contacts_come_in_the_order_asked_for(Store store) {
        TestClock clock = new TestClock(NOW);
        Contacts contacts = Contacts.builder(store.fresh()).clock(clock).build();
        long emile = create(contacts, "émile", "Zola", 2L);
        long eva = create(contacts, "Eva", null, 1L);
        clock.set(NOW.plusMillis(1));
        long emil = create(contacts, "Emil", "zola", null);
        long astral = create(contacts, "\ud835\udcb3", "\uffee", 2L);

        assertThat(ids(contacts)).containsExactly(emile, eva, emil, astral);
        assertThat(ids(contacts, ID.desc())).containsExactly(astral, emil, eva, emile);
        assertThat(ids(contacts, FIRST_NAME.asc())).containsExactly(emil, emile, eva, astral);
        assertThat(ids(contacts, FIRST_NAME.desc())).containsExactly(astral, eva, emile, emil);
        assertThat(ids(contacts, LAST_NAME.asc())).containsExactly(eva, emile, emil, astral);
        assertThat(ids(contacts, LAST_NAME.desc())).containsExactly(astral, emil, emile, eva);
        assertThat(ids(contacts, COMPANY_ID.asc())).containsExactly(emil, eva, emile, astral);
        assertThat(ids(contacts, COMPANY_ID.desc())).containsExactly(astral, emile, eva, emil);
        assertThat(ids(contacts, CREATED_AT.desc())).containsExactly(astral, emil, eva, emile);
        assertThat(ids(contacts, CREATED_AT.desc(), FIRST_NAME.asc())).containsExactly(emil, astral, emile, eva);
        assertThat(ids(contacts, COMPANY_ID.desc(), ID.asc())).containsExactly(emile, astral, eva, emil);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("1.2")
    @Tag("3.24")
    void shows_live_contacts_of_the_callers_organization_as_they_are_now(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        Contact foreign = contacts.create(FOREIGNER, Fixtures::everyField);
        List<Contact> created = create(contacts, 3);
        contacts.delete(CALLER, created.get(0).id());
        Contact patched = contacts.patch(CALLER, created.get(1).id(), c -> c.firstName("Augusta"));

        Page<Contact> own = contacts.list(CALLER, ContactQuery.page());
        Page<Contact> others = contacts.list(FOREIGNER, ContactQuery.page());

        assertThat(own.data()).containsExactly(patched, created.get(2));
        assertThat(own.total()).hasValue(2);
        assertThat(others.data()).containsExactly(foreign);
        assertThat(others.total()).hasValue(1);
        assertThat(contacts.list(CALLER, ContactQuery.page().limit(0)).total()).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void an_organization_can_have_more_contacts_than_a_page(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        List<Contact> created = create(contacts, 1_001);

        Page<Contact> page = contacts.list(CALLER, ContactQuery.page().limit(1_000));

        assertThat(page.data()).isEqualTo(created.subList(0, 1_000));
        assertThat(page.total()).hasValue(1_001);
        assertThat(errorsOf(() -> ContactQuery.page().limit(1_001))).containsOnlyKeys("limit");
        assertThat(errorsOf(() -> ContactQuery.page().limit(-1))).containsOnlyKeys("limit");
        assertThatThrownBy(() -> ContactQuery.page().skip(-1))
                .isExactlyInstanceOf(Invalid.class)
                .hasMessage("Invalid query");
    }

    private static List<Contact> create(Contacts contacts, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> contacts.create(CALLER, c -> c.firstName("Ada" + i)))
                .toList();
    }

    private static long create(Contacts contacts, String firstName, String lastName, Long companyId) {
        return contacts.create(
                        CALLER, c -> c.firstName(firstName).lastName(lastName).company(companyId))
                .id();
    }

    private static List<Long> ids(Contacts contacts, Sort... sorts) {
        return contacts.list(CALLER, ContactQuery.page().sortBy(sorts)).data().stream()
                .map(Contact::id)
                .toList();
    }
}
