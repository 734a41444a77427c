package dev.contactbook.tck;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.NewContact;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 3.10 to 3.14: searches. */
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
    void rule_3_11_a_search_by_email_finds_what_the_domain_says() {
        List<Contact> contacts = people();

        for (String term :
                List.of("jo", "JOSE@", "@example", "example.com", "@example.org", "jose@example.com", "mü", "zz")) {
            assertFound(contacts, ContactSearch.byEmail(term));
        }
    }

    @Test
    void rule_3_12_a_search_by_phone_finds_what_the_domain_says() {
        List<Contact> contacts = people();

        for (String term : List.of("98765", "+1 98765", "+198", "555", "0100", "(555) 01", "00")) {
            assertFound(contacts, ContactSearch.byPhone(term, "US", "+1"));
            assertFound(contacts, ContactSearch.byPhone(term, "CA", "+1"));
            assertFound(contacts, ContactSearch.byPhone(term, "US", "+44"));
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
