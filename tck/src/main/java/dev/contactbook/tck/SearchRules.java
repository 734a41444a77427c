package dev.contactbook.tck;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.NewContact;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 3.10 to 3.14 and 3.25: searches. */
abstract class SearchRules extends ListRules {
    @Test
    void rule_3_10_a_search_by_name_finds_what_the_domain_says() {
        List<Contact> contacts = people();

        for (String term : List.of(
                "jo",
                "jose",
                "JOSÉ",
                "garcia",
                "jose garcia",
                "garcia  jose",
                "ga jo",
                "strasse",
                "straße",
                "odysseus",
                "ΌΔΥΣ",
                "o'c",
                "o’connor",
                "van der",
                "zz",
                "ann",
                "ss",
                "fi",
                "łu",
                "a b",
                "e\u0301l")) {
            assertFound(contacts, ContactSearch.byName(term));
        }
    }

    @Test
    void rule_3_10_a_name_is_found_however_it_is_written() {
        List<ContactDetails> people = List.of(
                person("Ava", "O\u2019Dorran", null),
                person("Ben", "O Dorran", null),
                person("Cem", "ODorran", null),
                person("Jean-Luc", "D'Angelo", null),
                person("Jean Luc", "Dangelo", null),
                person("Mary\u2011Ann", "Mc Tarrin", null),
                person("Maryann", "McTarrin", null),
                person("Greta", "R\u00F6hlen", null),
                person("Gerd", "Roehlen", null),
                person("Gero", "Rohlen", null),
                person("S\u00F8ren", "\u00C5se", null),
                person("Anna (Annie)", "Lee/Smith, T.A.", null),
                person("\u738B\u5C0F\u660E", null, null),
                person("\u5C0F\u660E", "\u738B", null));
        List<Contact> contacts =
                insertAll(people.size(), i -> new NewContact(people.get(i), null, SampleContacts.CREATED_AT));

        for (String term : List.of(
                // Apostrophes vanish, dashes and other signs separate, and neighbours are written together.
                "odorran",
                "o'dorran",
                "O\u00B4Dorran",
                "o dorran",
                "o\u2010dorran",
                "dorran",
                "orran",
                "benodo",
                "dangelo",
                "d`angelo",
                "d angelo",
                "ngelo",
                "jeanluc",
                "jean luc",
                "Jean\u2013Luc",
                "luc jean",
                "lucdan",
                "maryann",
                "mary-ann",
                "mary\u2014ann",
                "mctarrin",
                "mc tarrin",
                "annmc",
                "tarrinmary",
                "uctarr",
                "annie lee",
                "smith/lee",
                "anna annie",
                "leesmith",
                "ta",
                "t.a.",
                // Letters of a second spelling.
                "r\u00F6hlen",
                "roehlen",
                "rohlen",
                "R\u00D6HLEN",
                "s\u00F8ren",
                "soeren",
                "soren",
                "\u00E5se",
                "aase",
                "ase",
                // Family and given name in either order.
                "\u738B\u5C0F\u660E",
                "\u5C0F\u660E\u738B",
                "\u5C0F\u660E",
                "\u738B \u5C0F\u660E",
                "soren ase",
                "asesoren")) {
            assertFound(contacts, ContactSearch.byName(term));
        }
    }

    @Test
    void rule_3_11_a_search_by_email_finds_what_the_domain_says() {
        List<Contact> contacts = people();

        for (String term :
                List.of("jo", "JOSE@", "@example", "example.com", "@example.org", "jose@example.com", "mü", "zz")) {
            assertFound(contacts, ContactSearch.byEmail(term));
        }
    }

    @Test
    void rule_3_12_a_search_by_phone_finds_what_the_domain_says() {
        List<Contact> contacts = new ArrayList<>(people());
        for (String phone : List.of(
                "+49 30 23125101",
                "030 23125101 x7",
                "493023125101",
                "030 23125101 / 030 23125102",
                "8 (916) 555-01-01",
                "06 23125101",
                "5550109876",
                "+1 684 555 0100")) {
            for (String code : List.of("+49", "+1", "+7", "+39", "+1684", "")) {
                contacts.add(insert(new NewContact(
                        phone("x", phone, code.isEmpty() ? null : "AB", code.isEmpty() ? null : code),
                        null,
                        SampleContacts.CREATED_AT)));
            }
        }

        for (String term : List.of(
                "98765",
                "+1 98765",
                "+198",
                "555",
                "0100",
                "(555) 01",
                "00",
                "030 23125101",
                "0049 30 2312",
                "4930",
                "03023",
                "+49 (0)30 23125101 ext. 7",
                "8 916 555 01 01",
                "1-555-010-9876",
                "5101030",
                "030 23125109 / 030 23125102")) {
            assertFound(contacts, ContactSearch.byPhone(term, "US", "+1"));
            assertFound(contacts, ContactSearch.byPhone(term, "CA", "+1"));
            assertFound(contacts, ContactSearch.byPhone(term, "DE", "+49"));
            assertFound(contacts, ContactSearch.byPhone(term, "IT", "+39"));
            assertFound(contacts, ContactSearch.byPhone(term, "RU", "+7"));
            assertRanked(contacts, ContactSearch.byPhone(term, "AS", "+1684"));
        }
    }

    @Test
    void rule_3_25_a_search_by_any_field_finds_what_the_domain_says() {
        List<Contact> contacts = people();

        for (String term : List.of(
                "jo", "jose garcia", "@example", "jose@example.com", "555", "+1 555", "(555) 01", "example", "zz")) {
            assertFound(contacts, ContactSearch.byAny(term));
            assertRanked(contacts, ContactSearch.byAny(term));
        }
    }

    @Test
    void rule_3_13_what_a_search_finds_comes_by_rank_then_by_id() {
        List<Contact> byName = new ArrayList<>(insertAll(List.of(
                "mariann lee", "joanna ann", "annabel", "anna lee", "ann lee", "ann", "lee ann", "ann", "leann ann")));
        byName.add(insert(new NewContact(person("ann", "lee", null), null, SampleContacts.CREATED_AT)));
        assertRanked(byName, ContactSearch.byName("ann"));
        assertRanked(byName, ContactSearch.byName("ann lee"));
        assertRanked(byName, ContactSearch.byName("lee ann"));

        List<Contact> byEmail = new ArrayList<>(byName);
        for (String email : List.of(
                "x.ann@lee.org",
                "x@annlee.org",
                "ann@lee.org",
                "ann@b.org",
                "x@ann.org",
                "ann@lee.org",
                "lee@x.ann.org")) {
            byEmail.add(insert(new NewContact(
                    ContactDetails.builder().firstName("x").email(email).build(), null, SampleContacts.CREATED_AT)));
        }
        assertRanked(byEmail, ContactSearch.byEmail("ann"));
        assertRanked(byEmail, ContactSearch.byEmail("@ann"));
        assertRanked(byEmail, ContactSearch.byEmail("ann@lee.org"));

        List<Contact> byPhone = new ArrayList<>(byEmail);
        for (String phone : List.of("912 345", "1234567", "12345", "(123) 45", "0012345")) {
            byPhone.add(insert(new NewContact(phone("x", phone, "US", "+1"), null, SampleContacts.CREATED_AT)));
        }
        assertRanked(byPhone, ContactSearch.byPhone("12345", "US", "+1"));
    }

    @Test
    void rule_3_14_wildcards_and_quotes_are_ordinary_characters() {
        List<Contact> contacts = insertAll(List.of(
                "100%",
                "100x", "100", "a_b", "axb", "a*b", "a!b", "a\\b", "a'b", "a%b", "a!%b", "a!!b", "%%1", "__1", "\\%1"));

        for (String term : List.of(
                "0%",
                "a_", "_b", "a*", "a!", "!b", "a\\", "\\b", "a'", "'b", "%%1", "__1", "%_1", "!%b", "!!b", "\\%1",
                "a!_", "b--")) {
            assertFound(contacts, ContactSearch.byName(term));
        }
    }
}
