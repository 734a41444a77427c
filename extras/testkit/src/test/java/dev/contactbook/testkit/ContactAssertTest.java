package dev.contactbook.testkit;

import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.CUSTOM_FIELDS;
import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ContactAssertTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);

    private final TestContacts book = TestContacts.inMemory();
    private final Contact ada = book.given(ME)
            .contact("Ada Lovelace")
            .email("ada@example.com")
            .phone("(555) 0100")
            .customField("plan", "pro")
            .customField("size", 10)
            .id(42)
            .version(7)
            .save();

    @Test
    void what_is_right_passes() {
        book.assertContact(ME, 42)
                .hasName("Ada Lovelace")
                .hasEmail("ada@example.com")
                .hasPhone("(555) 0100")
                .has(LAST_NAME, "Lovelace")
                .hasCustomField("Plan", "pro")
                .hasCustomField("size", 10.0)
                .hasCustomField("color", null)
                .hasVersion(7)
                .isLive()
                .isEqualTo(ada)
                .changedOnly(ada);
        ContactAssert.assertThat(book.contacts().delete(ME, 42)).isDeleted();
    }

    @Test
    void a_failure_names_field_and_values() {
        assertFailure(() -> book.assertContact(ME, 42).hasVersion(8), "version: expected 8 but was 7");
        assertFailure(() -> book.assertContact(ME, 42).hasName("Ada"), """
                first_name and last_name: expected "Ada" but was "Ada Lovelace", different from character 4 (the end \
                and U+0020)""");
        assertFailure(
                () -> book.assertContact(ME, 42).has(LAST_NAME, null),
                "last_name: expected missing but was \"Lovelace\"");
        assertFailure(
                () -> book.assertContact(ME, 42).hasCustomField("Plan", 3),
                "custom_fields_by_name.Plan: expected 3 but was \"pro\"");
        assertFailure(
                () -> book.assertContact(ME, 42).hasCustomField("tags", List.of("a")),
                "custom_fields_by_name.tags: expected [a] but was missing");
        assertFailure(() -> book.assertContact(ME, 42).isDeleted(), "deleted_at: expected a time but was missing");
    }

    @Test
    void letters_that_look_the_same_are_told_apart() {
        assertFailure(
                () -> ContactAssert.assertThat(
                                book.given(ME).contact("Jose\u0301").save())
                        .hasName("José"),
                "different from character 4 (U+00E9 and U+0065)");
    }

    @Test
    void two_contacts_are_compared_field_by_field() {
        Contact other = book.given(ME)
                .contact("Ada King")
                .customField("plan", "free")
                .customField("color", "red")
                .createdAt("2019-01-01T00:00:00Z")
                .version(7)
                .save();

        assertFailure(
                () -> ContactAssert.assertThat(other).isEqualTo(ada, ID),
                "last_name: expected \"Lovelace\" but was \"King\", different from character 1 (U+004C and U+004B)",
                "email: expected \"ada@example.com\" but was missing",
                "phone: expected \"(555) 0100\" but was missing",
                "custom_fields_by_name.color: expected missing but was \"red\"",
                "custom_fields_by_name.plan: expected \"pro\" but was \"free\"",
                "custom_fields_by_name.size: expected 10 but was missing",
                "created_at: expected 2030-01-01T12:00:00Z but was 2019-01-01T00:00:00Z");
    }

    @Test
    void what_changed_is_compared_with_what_should_have() {
        Contact patched = book.contacts().patch(ME, 42, c -> c.lastName("King").customField("plan", "free"));

        ContactAssert.assertThat(patched).changedOnly(ada, LAST_NAME, CUSTOM_FIELDS);
        assertFailure(
                () -> ContactAssert.assertThat(patched).changedOnly(ada, LAST_NAME, EMAIL),
                "email: expected another value than before",
                "custom_fields_by_name.plan: expected \"pro\" but was \"free\"");
        ContactAssert.assertThat(patched).isEqualTo(patched, CREATED_AT);
    }

    @Test
    void a_missing_contact_is_a_failure() {
        assertFailure(() -> book.assertContact(ME, 43), "Organization 456 has no contact 43");
        assertFailure(() -> ContactAssert.assertThat(null), "There is no contact");
    }

    @Test
    void logs_are_shown_beside_what_was_expected() {
        book.contacts().patch(ME, 42, c -> c.lastName("King"));

        assertFailure(
                () -> book.assertChanges("patched 42 (email) by 789"),
                "expected",
                "patched 42 (email) by 789",
                "but were",
                "patched 42 (last_name) by 789");
        assertFailure(() -> book.assertOperations(), "expected none", "but were", "patch by 789: success");
    }

    private static void assertFailure(ThrowingCallable call, String... lines) {
        assertThatThrownBy(call).isExactlyInstanceOf(AssertionError.class).satisfies(failure -> {
            for (String line : lines) {
                assertThat(failure).hasMessageContaining(line);
            }
        });
    }
}
