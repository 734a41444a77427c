package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.domain.ContactsException.Invalid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactKeyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "ADA@Example.COM",
                "Ada <ada@example.com>",
                "mailto:ada@example.com?subject=x",
                "\uFF21da@example.com"
            })
    @Tag("3.240")
    void spellings_of_one_address_are_one_key(String address) {
        assertThat(ContactKey.email(address)).isEqualTo(ContactKey.email("ada@example.com"));
        assertThat(keysOf(c -> c.email(address))).containsExactly(ContactKey.email("ada@example.com"));
    }

    @Test
    @Tag("3.240")
    void both_forms_of_a_domain_are_one_key_and_two_addresses_are_two() {
        assertThat(ContactKey.email("ada@m\u00fcnchen.example"))
                .isEqualTo(ContactKey.email("ada@xn--mnchen-3ya.example"))
                .isNotEqualTo(ContactKey.email("ada@munchen.example"))
                .isNotEqualTo(ContactKey.email("ida@m\u00fcnchen.example"));
        assertThat(ContactKey.email("ada@STRA\u1E9EE.example"))
                .isEqualTo(ContactKey.email("ada@stra\u00dfe.example"))
                .isEqualTo(ContactKey.email("ada@strasse.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "+49 (0)30 23125101 ext. 7,",
        "0049 30 23125101,",
        "030/23125101,+49",
        "30 23125101,49",
        "'tel:+49-30-2312.5101',+1",
    })
    @Tag("3.240")
    void spellings_of_one_number_are_one_key(String number, String code) {
        assertThat(ContactKey.phone(number, code)).isEqualTo(ContactKey.phone("+493023125101", null));
        assertThat(keysOf(c -> c.phone(number).phoneCountryCode(code)))
                .containsExactly(ContactKey.phone("+493023125101", null));
    }

    @Test
    @Tag("3.240")
    void a_number_without_a_code_is_another_key() {
        assertThat(ContactKey.phone("30 23125101", null)).isNotEqualTo(ContactKey.phone("30 23125101", "+49"));
    }

    @Test
    @Tag("3.240")
    void each_of_several_numbers_is_a_key_and_short_ones_are_none() {
        assertThat(keysOf(c -> c.phone("+49 30 23125101 / +49 30 23125102 x9")))
                .containsExactly(ContactKey.phone("+49 30 23125101", null), ContactKey.phone("+49 30 23125102", null));
        assertThat(keysOf(c -> c.phone("98765").phoneCountryCode("+1"))).isEmpty();
        assertThat(keysOf(c -> c.phone("112"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ada", "ada@example", "a@b.cd, c@d.ef"})
    @Tag("3.243")
    void a_text_that_is_no_address_is_no_key(String text) {
        assertThatThrownBy(() -> ContactKey.email(text))
                .isInstanceOfSatisfying(
                        Invalid.class, e -> assertThat(e.errors()).containsEntry("email", "Invalid email format"));
    }

    @ParameterizedTest
    @CsvSource({"112,+49,phone", "'',+49,phone", "x,,phone", "03023125101,+0,phone_country_code"})
    @Tag("3.243")
    void a_number_that_is_too_short_is_no_key(String number, String code, String field) {
        assertThatThrownBy(() -> ContactKey.phone(number, code))
                .isInstanceOfSatisfying(
                        Invalid.class, e -> assertThat(e.errors()).containsOnlyKeys(field));
    }

    @Test
    @Tag("3.240")
    @Tag("3.242")
    void keys_are_in_one_order_and_a_deleted_contact_has_none_of_these() {
        Contact contact = contact(c -> c.email("z@example.com").phone("+49 30 23125101"));

        assertThat(ContactKey.of(contact)).extracting(ContactKey::field).containsExactly("email", "phone");
        assertThat(ContactKey.of(contact.deleted(Instant.EPOCH, null))).isEmpty();
        assertThat(ContactKey.mayDiffer(contact, contact.deleted(Instant.EPOCH, null)))
                .isTrue();
    }

    @Test
    @Tag("3.240")
    @Tag("3.251")
    void external_ids_are_compared_to_the_letter_and_outlive_a_delete() {
        Contact contact = contact(c -> c.email("a@b.cd")
                .addEmail("ada@example.com")
                .addPhone(OtherPhone.of("030 23125101", "DE", "+49"))
                .externalId("crm", " 0017 ")
                .externalId("CRM", "0017"));

        assertThat(ContactKey.of(contact))
                .contains(ContactKey.email("ADA@example.com"), ContactKey.phone("+49 30 23125101", null))
                .contains(ContactKey.externalId("crm", "0017"), ContactKey.externalId("CRM", "0017"))
                .doesNotContain(ContactKey.externalId("crm", "17"))
                .hasSize(5);
        assertThat(ContactKey.of(contact.deleted(Instant.EPOCH, null)))
                .containsExactly(ContactKey.externalId("CRM", "0017"), ContactKey.externalId("crm", "0017"));
        assertThat(ContactKey.externalId("a", "b c")).isNotEqualTo(ContactKey.externalId("a b", "c"));
    }

    @ParameterizedTest
    @CsvSource({"'',1", "crm,' '", "'a\tb',1"})
    @Tag("3.243")
    void an_external_id_that_breaks_a_rule_is_no_key(String source, String id) {
        assertThatThrownBy(() -> ContactKey.externalId(source, id)).isInstanceOf(Invalid.class);
    }

    @Test
    void only_what_keys_are_made_of_makes_them_differ() {
        Contact before = contact(c -> c.email("z@example.com").phone("+49 30 23125101"));

        for (UnaryOperator<ContactDetails.Builder> change : List.<UnaryOperator<ContactDetails.Builder>>of(
                c -> c.email("y@example.com"),
                c -> c.phone(null),
                c -> c.phoneCountryCode("+1"),
                c -> c.addEmail("x@y.zz"),
                c -> c.externalId("a", "b"))) {
            assertThat(ContactKey.mayDiffer(before, with(before, change))).isTrue();
        }
        assertThat(ContactKey.mayDiffer(
                        before, with(before, c -> c.firstName("Bob").owner(7))))
                .isFalse();
    }

    @Test
    @Tag("5.8")
    void shows_no_text() {
        assertThat(Set.of(ContactKey.email("ada@example.com")).toString()).doesNotContain("ada");
    }

    private static Set<ContactKey> keysOf(UnaryOperator<ContactDetails.Builder> change) {
        return ContactKey.of(contact(change));
    }

    private static Contact contact(UnaryOperator<ContactDetails.Builder> change) {
        return Contact.builder(456, 1)
                .details(change.apply(ContactDetails.builder().firstName("Ann")).build())
                .build();
    }

    private static Contact with(Contact contact, UnaryOperator<ContactDetails.Builder> change) {
        return contact.changed(change.apply(contact.details().toBuilder()).build(), Instant.EPOCH, null);
    }

    @Test
    @Tag("3.246")
    void a_filter_says_which_keys_its_matches_need() {
        ContactKey ann = ContactKey.email("ann@example.com");
        ContactKey bob = ContactKey.email("bob@example.com");
        Filter isAnn = ContactFields.EMAIL.sameAs("Ann@Example.com");
        Filter isEither = ContactFields.EMAIL.in("ann@example.com", "BOB@example.com");
        Filter isNamed = ContactFields.FIRST_NAME.is("Ann");

        assertThat(neededBy(isAnn)).contains(Set.of(ann));
        assertThat(neededBy(isEither)).contains(Set.of(ann, bob));
        assertThat(neededBy(isNamed.and(isEither).and(isAnn))).contains(Set.of(ann));
        assertThat(neededBy(isAnn.or(ContactFields.EMAIL.is("bob@example.com"))))
                .contains(Set.of(ann, bob));
        for (Filter other : List.of(
                isNamed,
                isAnn.not(),
                isAnn.or(isNamed),
                ContactFields.EMAIL.isMissing(),
                ContactFields.EMAIL.contains("ann"),
                ContactFields.custom("email").is("ann@example.com"))) {
            assertThat(neededBy(other)).as(other.toString()).isEmpty();
        }
    }

    private static Optional<Set<ContactKey>> neededBy(Filter filter) {
        return ContactKey.neededBy(ContactQuery.page().where(filter));
    }

    @Test
    @Tag("3.246")
    void deleted_contacts_need_no_key_to_match() {
        ContactQuery query = ContactQuery.page().where(ContactFields.EMAIL.sameAs("ann@example.com"));

        assertThat(ContactKey.neededBy(query)).isPresent();
        assertThat(ContactKey.neededBy(query.inState(LifeState.DELETED))).isEmpty();
    }
}
