package dev.contactbook.domain;

import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.SearchExplanation.Finding;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contract §2 and §3: e-mails and phones beside the primary ones. */
class SeveralAddressesTest {
    private static final ContactDetails ADA = Samples.details(c -> c.firstName("Ada")
            .email("ada@example.com")
            .phone("030 23125101")
            .phoneCountryCode("+49")
            .phoneCountryIso("DE")
            .otherEmails(List.of(OtherEmail.of("ada@work.example").labelled("work"), OtherEmail.of("a@b.example")))
            .otherPhones(List.of(OtherPhone.of("555 0100", "US", "+1").labelled("mobile"))));

    @Test
    @Tag("2.35")
    void entries_are_cleaned_like_the_primary_values() {
        ContactDetails details = Samples.details(c -> c.otherEmails(
                        List.of(new OtherEmail("Ada <ada@example.com>,", " work\u00A0"), OtherEmail.of("\u200Bb@c.d")))
                .otherPhones(List.of(new OtherPhone("tel:+49\u00A030;ext=7", "uk", "0044", " "))));

        assertThat(details.otherEmails())
                .containsExactly(new OtherEmail("ada@example.com", "work"), new OtherEmail("b@c.d", null));
        assertThat(details.otherPhones()).containsExactly(new OtherPhone("+49 30 x7", "GB", "+44", null));
    }

    @Test
    @Tag("2.35")
    void entries_without_an_address_or_number_are_left_out() {
        ContactDetails details = Samples.details(c -> c.otherEmails(
                        Arrays.asList(new OtherEmail(" ", "work"), null, OtherEmail.of("a@b.c")))
                .addEmail("\u200B")
                .otherPhones(List.of(OtherPhone.of("", "DE", "+49")))
                .set("other_phones", List.of(Map.of("phone_country_iso", "DE"), Map.of())));

        assertThat(details.otherEmails()).containsExactly(OtherEmail.of("a@b.c"));
        assertThat(details.otherPhones()).isEmpty();
        assertThat(ContactDetails.EMPTY.otherEmails()).isEmpty();
        assertThatThrownBy(() -> details.otherEmails().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @Tag("2.35")
    void a_list_is_read_from_objects_of_texts_and_each_wrong_one_is_reported() {
        Map<String, Object> unlabelled = new HashMap<>(Map.of("email", "c@d.e"));
        unlabelled.put("label", null);

        assertThat(Samples.details(c -> c.set("other_emails", List.of(Map.of("email", "a@b.c"), unlabelled)))
                        .otherEmails())
                .containsExactly(OtherEmail.of("a@b.c"), OtherEmail.of("c@d.e"));
        assertThatThrownBy(() -> Samples.details(c -> c.set("other_emails", "a@b.c")
                        .set("other_phones", List.of(Map.of("phone", 5, "name", "x"), "555 0100"))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.errors())
                                .containsExactly(
                                        Map.entry("other_emails", "Must be a list of objects"),
                                        Map.entry("other_phones.0.phone", "Must be a text"),
                                        Map.entry("other_phones.0.name", "Unknown field"),
                                        Map.entry("other_phones.1", "Must be an object")));
    }

    @Test
    @Tag("5.3")
    void a_list_of_many_wrong_entries_is_not_read_to_its_end() {
        ContactDetails.Builder builder =
                ContactDetails.builder().set("other_emails", Collections.nCopies(1_000_000, 5));

        assertThat(builder.problems()).hasSize(Invalid.MAX_VIOLATIONS);
    }

    @Test
    @Tag("2.36")
    void a_list_that_is_too_long_is_nothing_but_that() {
        List<OtherEmail> many = Collections.nCopies(21, OtherEmail.of("x"));

        assertThat(Samples.details(c -> c.firstName("x").otherEmails(many)).violations())
                .extracting(Violation::field, Violation::code, Violation::message)
                .containsExactly(tuple("other_emails", "list_size", "Must be at most 20 entries"));
    }

    @Test
    @Tag("2.37")
    void no_address_is_the_primary_one_or_is_there_twice() {
        assertThat(violations(c -> c.email("ada@m\u00fcnchen.de")
                        .otherEmails(List.of(
                                OtherEmail.of("ADA@xn--mnchen-3ya.de"),
                                OtherEmail.of("ada@munchen.de"),
                                OtherEmail.of("Ada@Munchen.de").labelled("again")))))
                .containsExactly("other_emails.0.email", "other_emails.2.email");
        assertThat(violations(c -> c.phone("030 23125101")
                        .phoneCountryCode("+49")
                        .otherPhones(List.of(
                                OtherPhone.of("+49 30 23125101", null, null),
                                OtherPhone.of("030 23125101 x7", null, "+49"),
                                OtherPhone.of("030 23125101", null, "+1"),
                                OtherPhone.of("030 23125101", null, null)))))
                .containsExactly("other_phones.0.phone");
        assertThat(violations(c -> c.phone("000").otherPhones(List.of(OtherPhone.of("0 0 0", null, null)))))
                .containsExactly("other_phones.0.phone");
    }

    @Test
    @Tag("3.210")
    void a_patch_replaces_a_list_as_a_whole_and_leaves_the_other_one() {
        ContactDetails after = patched(c -> c.otherEmails(List.of(OtherEmail.of("new@x.org"))));

        assertThat(after.otherEmails()).containsExactly(OtherEmail.of("new@x.org"));
        assertThat(after.otherPhones()).isEqualTo(ADA.otherPhones());
        assertThat(patched(c -> c.otherPhones(null)).otherPhones()).isEmpty();
        assertThat(patched(c -> c.lastName("x")).otherEmails()).isEqualTo(ADA.otherEmails());
        assertThat(patched(c -> c.otherEmails(ADA.otherEmails()))).isEqualTo(ADA);
    }

    @Test
    @Tag("3.211")
    void entries_are_added_and_removed_on_what_is_stored() {
        assertThat(patched(c -> c.addEmail("new@x.org").removeEmail("A@B.EXAMPLE"))
                        .otherEmails())
                .containsExactly(OtherEmail.of("ada@work.example").labelled("work"), OtherEmail.of("new@x.org"));
        assertThat(patched(c -> c.addPhone(OtherPhone.of("0100", null, null))
                                .removePhone(OtherPhone.of("+1 555 01-00", null, null)))
                        .otherPhones())
                .containsExactly(OtherPhone.of("0100", null, null));
        assertThat(Samples.details(c -> c.addEmail("a@b.c").addEmail("A@B.C").addEmail("d@e.f"))
                        .otherEmails())
                .containsExactly(OtherEmail.of("a@b.c"), OtherEmail.of("d@e.f"));
        assertThat(patched(c -> c.otherEmails(null).addEmail("only@x.org")).otherEmails())
                .containsExactly(OtherEmail.of("only@x.org"));
    }

    @Test
    @Tag("3.211")
    void what_a_contact_has_is_not_added_but_labelled() {
        assertThat(patched(c -> c.addEmail("ADA@example.com").addEmail("Ada@Work.example")))
                .isEqualTo(ADA);
        assertThat(patched(c -> c.addPhone(OtherPhone.of("+49 30 23125101", null, null))))
                .isEqualTo(ADA);
        assertThat(patched(c -> c.addEmail(OtherEmail.of("A@b.example").labelled("old")))
                        .otherEmails())
                .containsExactly(
                        OtherEmail.of("ada@work.example").labelled("work"),
                        OtherEmail.of("a@b.example").labelled("old"));
        assertThat(patched(c -> c.addPhone(
                                OtherPhone.of("+15550100", null, null).labelled("fax")))
                        .otherPhones())
                .containsExactly(OtherPhone.of("555 0100", "US", "+1").labelled("fax"));
    }

    @Test
    @Tag("3.211")
    void the_primary_value_is_removed_too() {
        ContactDetails after = patched(
                c -> c.removeEmail("Ada@Example.com").removePhone(OtherPhone.of("0049 30 23125101", null, null)));

        assertThat(after.email()).isNull();
        assertThat(after.otherEmails()).isEqualTo(ADA.otherEmails());
        assertThat(after.phone()).isNull();
        assertThat(after.phoneCountryCode()).isNull();
        assertThat(after.phoneCountryIso()).isNull();
        assertThat(after.otherPhones()).isEqualTo(ADA.otherPhones());
        assertThat(patched(c -> c.removeEmail("nobody@x.org"))).isEqualTo(ADA);
    }

    @Test
    @Tag("3.212")
    void an_entry_that_becomes_the_primary_value_leaves_its_list() {
        ContactDetails after =
                patched(c -> c.email("A@B.example").phone("+1 555-0100").phoneCountryCode("1"));

        assertThat(after.otherEmails())
                .containsExactly(OtherEmail.of("ada@work.example").labelled("work"));
        assertThat(after.otherPhones()).isEmpty();
        assertThat(after.violations()).isEmpty();
        assertThat(patched(c -> c.email("a@b.example").otherEmails(ADA.otherEmails()))
                        .violationsSince(ADA))
                .extracting(Violation::field)
                .containsExactly("other_emails.1.email");
    }

    @Test
    @Tag("3.13")
    void stored_entries_that_break_rules_stay() {
        ContactDetails old = Samples.details(
                c -> c.firstName("x").email("a@b.c").otherEmails(List.of(OtherEmail.of("no"), OtherEmail.of("A@B.C"))));

        assertThat(ContactPatch.of(c -> c.lastName("y")).applyTo(old).violationsSince(old))
                .isEmpty();
        assertThat(ContactPatch.of(c -> c.addEmail("d@e.f")).applyTo(old).violationsSince(old))
                .extracting(Violation::field)
                .containsExactly("other_emails.1.email");
    }

    @Test
    @Tag("3.213")
    void a_search_looks_at_all_addresses_and_numbers() {
        Contact ada = contact(ADA);

        assertThat(ContactSearch.byEmail("work.example").matches(ada)).isTrue();
        assertThat(ContactSearch.byEmail("ada@work.example").rank(ada)).isEqualTo(1);
        assertThat(ContactSearch.byEmail("ada@w").rank(ada)).isEqualTo(2);
        assertThat(ContactSearch.byAny("@b.exam").rank(ada)).isEqualTo(3);
        assertThat(ContactSearch.byAny("ada@b").matches(ada)).isFalse();
        assertThat(ContactSearch.byPhone("555 0100", "US", "+1").rank(ada)).isEqualTo(1);
        assertThat(ContactSearch.byPhone("030 231", "DE", "+49").rank(ada)).isEqualTo(2);
        assertThat(ContactSearch.byPhone("555", "DE", "+49").matches(ada)).isTrue();
        assertThat(ContactSearch.byPhone("555", "FR", "+33").matches(ada)).isFalse();
        assertThat(ContactSearch.byAny("5550100").matches(ada)).isTrue();
        assertThat(ContactSearch.byAny("5101555").matches(ada)).isFalse();
    }

    @Test
    @Tag("3.213")
    void all_addresses_are_in_one_text_the_primary_one_first() {
        Contact contact = Samples.contact(
                1, c -> c.email("B@x.org").addEmail("a@m\u00fcnchen.de").addEmail("c@d.e"));

        assertThat(SearchText.EMAIL_ADDRESSES.of(contact))
                .isEqualTo("\n\nb@x.org\n\na@xn--mnchen-3ya.de\na@munchen.de\n\nc@d.e\n");
        assertThat(SearchText.PHONE_NUMBERS.of(contact(ADA))).isEqualTo("\n03023125101\n3023125101+ej\n5550100+b\n");
        assertThat(SearchText.EMAIL_ADDRESSES.of(Samples.contact(1, c -> c.addEmail("c@d.e"))))
                .isEqualTo("\n\nc@d.e\n");
    }

    @Test
    @Tag("4.49")
    void same_as_and_same_number_look_at_all_and_other_conditions_at_the_primary_value() {
        Contact ada = contact(ADA);

        assertThat(EMAIL.sameAs("Ada@WORK.example").matches(ada)).isTrue();
        assertThat(EMAIL.sameAsAny("x@y.z", "a@b.example").matches(ada)).isTrue();
        assertThat(EMAIL.sameAs("a@b.exampl").matches(ada)).isFalse();
        assertThat(PHONE.sameNumberAs("+1 (555) 01 00", null, null).matches(ada))
                .isTrue();
        assertThat(PHONE.sameNumberAs("+49 555 0100", null, null).matches(ada)).isFalse();
        assertThat(EMAIL.is("ada@work.example").matches(ada)).isFalse();
        assertThat(EMAIL.contains("work").matches(ada)).isFalse();
        assertThat(EMAIL.isMissing().matches(Samples.contact(1, c -> c.addEmail("a@b.c"))))
                .isTrue();
        assertThat(EMAIL.sameAs("A@b.c").matches(Samples.contact(1, c -> c.addEmail("a@b.c"))))
                .isTrue();
    }

    @Test
    @Tag("3.119")
    @Tag("3.213")
    void an_explanation_names_the_list() {
        Contact ada = contact(ADA);

        assertThat(ContactSearch.byEmail("ada@w").explain(ada).describe())
                .isEqualTo("Found with rank 2\n\"ada@w\" starts \"ada@work.example\" in other_emails");
        assertThat(ContactSearch.byEmail("ada@").explain(ada).describe())
                .isEqualTo("Found with rank 2\n\"ada@\" starts \"ada@example.com\" in email");
        assertThat(ContactSearch.byPhone("5550", "US", "+1").explain(ada).findings())
                .extracting(Finding::toString)
                .containsExactly("start in other_phones", "whole in other_phones");
        assertThat(ContactSearch.byPhone("030", "DE", "+49").explain(ada).findings())
                .extracting(Finding::toString)
                .containsExactly("start in phone", "whole in phone_country_code");
    }

    @Test
    @Tag("4.48")
    void a_query_shows_lists_unless_it_does_without_or_needs_them() {
        Contact ada = contact(ADA);
        ContactQuery without = ContactQuery.page().withoutLists();
        Contact shown = without.project(ada);

        assertThat(ContactQuery.page().project(ada)).isSameAs(ada);
        assertThat(shown.otherEmails()).isEmpty();
        assertThat(shown.otherPhones()).isEmpty();
        assertThat(shown.email()).isEqualTo(ada.email());
        assertThat(without.where(EMAIL.sameAs("a@b.example")).matches(ada)).isTrue();
        assertThat(without.where(EMAIL.sameAs("a@b.example")).wantsLists()).isFalse();
        assertThat(without.within(EMAIL.sameAs("a@b.example")).wantsLists()).isTrue();
        assertThat(without.within(PHONE.sameNumberAs("+15550100", null, null).not())
                        .wantsLists())
                .isTrue();
        assertThat(without.within(EMAIL.contains("a")).wantsLists()).isFalse();
        assertThat(ContactQuery.of(ContactSearch.byEmail("ab")).withoutLists().wantsLists())
                .isTrue();
        assertThat(ContactQuery.of(ContactSearch.byName("ab")).withoutLists().wantsLists())
                .isFalse();
        assertThat(without).isNotEqualTo(ContactQuery.page());
    }

    @Test
    @Tag("5.8")
    void to_string_has_no_personal_data() {
        assertThat(OtherEmail.of("ada@x.org").labelled("Mum")).hasToString("OtherEmail[9 characters]");
        assertThat(OtherPhone.of("555 0100", "US", "+1").labelled("Mum")).hasToString("OtherPhone[7 digits]");
        assertThat(ADA.toString()).contains("other_emails").doesNotContain("work.example");
    }

    private static ContactDetails patched(Consumer<ContactDetails.Builder> changes) {
        return ContactPatch.of(changes).applyTo(ADA);
    }

    private static Contact contact(ContactDetails details) {
        return Contact.builder(1, 1).details(details).build();
    }

    private static List<String> violations(Consumer<ContactDetails.Builder> writes) {
        return Samples.details(c -> writes.accept(c.firstName("x"))).violations().stream()
                .peek(violation -> assertThat(violation.code()).isEqualTo("list_unique"))
                .map(Violation::field)
                .toList();
    }
}
