package dev.contactbook.it.usecases;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static dev.contactbook.it.support.Fixtures.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.Page;
import dev.contactbook.it.support.Fixtures;
import dev.contactbook.it.support.Store;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.30")
    @Tag("3.35")
    void by_name_every_word_occurs_and_the_best_match_comes_first(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        long inside = named(contacts, "Majosé", "Ferrandez");
        long words = named(contacts, "Maria José", "Ann");
        long start = named(contacts, "Josefa", "Andersen");
        long firstName = named(contacts, "JOSE\u0301", "Straße");
        long whole = named(contacts, "jose", null);
        named(contacts, "Jonas", "Anders");

        assertThat(found(contacts, ContactSearch.byName(" José ")))
                .containsExactly(firstName, whole, start, words, inside);
        assertThat(found(contacts, ContactSearch.byName("an jos"))).containsExactly(words, start, inside);
        assertThat(found(contacts, ContactSearch.byName("jose  strasse"))).containsExactly(firstName);
        assertThat(found(contacts, ContactSearch.byName("jose maria anna"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.31")
    void by_email_the_term_occurs_and_its_domain_comes_before_the_rest(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        long inside = mailed(contacts, "my.acme@mail.org");
        long domain = mailed(contacts, "ada@ACME.org");
        long start = mailed(contacts, "acme@mail.org");
        mailed(contacts, "ada@mail.org");
        named(contacts, "acme", "acme");

        assertThat(found(contacts, ContactSearch.byEmail("Acme"))).containsExactly(start, domain, inside);
        assertThat(found(contacts, ContactSearch.byEmail("@acme"))).containsExactly(domain);
        assertThat(found(contacts, ContactSearch.byEmail("ACME@mail.org"))).containsExactly(start, inside);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.32")
    @Tag("3.34")
    void by_phone_the_digits_occur_in_a_number_of_that_calling_code(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        long inside = phoned(contacts, "9 (555) 0100", "+1", "US");
        long start = phoned(contacts, "555-010-0199", "1", "us");
        long whole = phoned(contacts, "+555.0100", "+1", "US");
        long elsewhere = phoned(contacts, "555 0100", "+1", "CA");
        phoned(contacts, "555 0100", "+44", "US");
        long unknown = phoned(contacts, "555 0100", null, null);
        phoned(contacts, "555 9999", "+1", "US");

        assertThat(found(contacts, ContactSearch.byPhone("55-50-100", "us", "1")))
                .containsExactly(whole, elsewhere, unknown, start, inside);
        assertThat(found(contacts, ContactSearch.byPhone("+1 5550100", "US", "+1")))
                .containsExactly(whole, elsewhere, unknown, start, inside);
        assertThat(found(contacts, ContactSearch.byPhone("1 5550100", "CA", "+1")))
                .containsExactly(whole, elsewhere, unknown, start, inside);
        assertThat(found(contacts, ContactSearch.byAny("+1 5550100")))
                .containsExactly(whole, elsewhere, unknown, start, inside);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_phone_search_lacks_each_missing_part_of_its_country(Store store) {
        Contacts contacts = Contacts.over(store.fresh());

        assertThat(errorsOf(() -> contacts.search(CALLER, ContactSearch.byPhone("555", null, " "))))
                .containsOnlyKeys("phone_country_iso", "phone_country_code");
        assertThat(errorsOf(() -> contacts.search(CALLER, ContactSearch.byPhone("x5", "US", "+1"))))
                .containsOnlyKeys("term");
        assertThat(errorsOf(() -> contacts.search(CALLER, ContactSearch.byName("a"))))
                .containsOnlyKeys("term");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.36")
    void wildcards_and_quotes_are_ordinary_characters(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        named(contacts, "abc", "abc");
        mailed(contacts, "abc@mail.org");

        for (String term :
                List.of("%%1", "__1", "a%c", "a_c", "a*c", "\\\\1", "!!1", "a'b1", "a\"b2", "[a-c]3", "a.c4", "'--5")) {
            long name = named(contacts, "x" + term + "x", null);
            assertThat(found(contacts, ContactSearch.byName(term))).containsExactly(name);
            assertThat(found(contacts, ContactSearch.byEmail(term))).isEmpty();
        }
        long email = mailed(contacts, "a%_\\*!'c@mail.org");
        assertThat(found(contacts, ContactSearch.byEmail("%_\\*!'C"))).containsExactly(email);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.37")
    void a_search_has_pages_and_a_total_as_a_list_has(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(named(contacts, "Ada", null));
            named(contacts, "Grace", null);
        }
        ContactSearch search = ContactSearch.byName("ada");

        Page<Contact> first = contacts.search(CALLER, search);
        Page<Contact> next = contacts.search(CALLER, search.limit(5).skip(10));

        assertThat(first.data()).extracting(Contact::id).isEqualTo(ids.subList(0, 10));
        assertThat(first.limit()).isEqualTo(10);
        assertThat(first.total()).hasValue(12);
        assertThat(next.data()).extracting(Contact::id).isEqualTo(ids.subList(10, 12));
        assertThat(next.skip()).isEqualTo(10);
        assertThat(next.total()).hasValue(12);
        assertThat(contacts.search(CALLER, search.limit(0)).data()).isEmpty();
        assertThat(contacts.search(CALLER, search.limit(0)).total()).hasValue(12);
        assertThat(contacts.list(CALLER, ContactQuery.of(search))).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("1.2")
    @Tag("3.22")
    void finds_live_contacts_of_the_callers_organization_as_they_are_now(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        contacts.create(FOREIGNER, Fixtures::everyField);
        long deleted = contacts.create(CALLER, Fixtures::everyField).id();
        contacts.delete(CALLER, deleted);
        long renamed = contacts.create(CALLER, Fixtures::everyField).id();
        contacts.patch(
                CALLER, renamed, c -> c.firstName("Grace").email("g@navy.mil").phone("777 777"));
        long moved = contacts.create(CALLER, Fixtures::everyField).id();
        contacts.patch(CALLER, moved, c -> c.phoneCountryCode("+44").phoneCountryIso("GB"));

        assertThat(found(contacts, ContactSearch.byName("ada"))).containsExactly(moved);
        assertThat(found(contacts, ContactSearch.byName("grace"))).containsExactly(renamed);
        assertThat(found(contacts, ContactSearch.byEmail("ada@example.com"))).containsExactly(moved);
        assertThat(found(contacts, ContactSearch.byEmail("g@navy"))).containsExactly(renamed);
        assertThat(found(contacts, ContactSearch.byPhone("5550100", "US", "1"))).isEmpty();
        assertThat(found(contacts, ContactSearch.byPhone("5550100", "GB", "44")))
                .containsExactly(moved);
        assertThat(found(contacts, ContactSearch.byPhone("777", "US", "1"))).containsExactly(renamed);
    }

    private static long named(Contacts contacts, String firstName, String lastName) {
        return contacts.create(CALLER, c -> c.firstName(firstName).lastName(lastName))
                .id();
    }

    private static long mailed(Contacts contacts, String email) {
        return contacts.create(CALLER, c -> c.firstName("X").email(email)).id();
    }

    private static long phoned(Contacts contacts, String phone, String code, String iso) {
        return contacts.create(
                        CALLER,
                        c -> c.firstName("X")
                                .phone(phone)
                                .phoneCountryCode(code)
                                .phoneCountryIso(iso))
                .id();
    }

    private static List<Long> found(Contacts contacts, ContactSearch search) {
        return contacts.search(CALLER, search).data().stream().map(Contact::id).toList();
    }
}
