package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.contactbook.domain.ContactsException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §5. */
class ContactsExceptionTest {
    private static final ContactsException.Duplicate.Clash CLASH =
            new ContactsException.Duplicate.Clash(ContactKey.email("ada@example.com"), OptionalLong.of(7), false);

    private static final Violation EMAIL = new Violation("email", "email_format", "Invalid email format");

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(ContactsException.Invalid.contact(List.of(EMAIL)), Reason.INVALID, "Invalid contact data"),
                Arguments.of(ContactsException.Invalid.query(List.of(EMAIL)), Reason.INVALID, "Invalid query"),
                Arguments.of(ContactsException.Invalid.search(List.of(EMAIL)), Reason.INVALID, "Invalid search"),
                Arguments.of(
                        ContactsException.Forbidden.organization(),
                        Reason.FORBIDDEN,
                        "Not authorized to access this organization"),
                Arguments.of(
                        ContactsException.Forbidden.contact(),
                        Reason.FORBIDDEN,
                        "Not authorized to access this contact"),
                Arguments.of(new ContactsException.NotFound(99), Reason.NOT_FOUND, "No record found for id '99'"),
                Arguments.of(new ContactsException.Conflict(5), Reason.CONFLICT, "Version conflict"),
                Arguments.of(new ContactsException.Duplicate(List.of(CLASH)), Reason.DUPLICATE, "Duplicate contact"),
                Arguments.of(
                        new ContactsException.Storage(
                                "SQL state 08006", true, ContactsException.Storage.Outcome.UNKNOWN),
                        Reason.STORAGE,
                        "SQL state 08006"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @Tag("5.1")
    void each_failure_has_a_reason_and_the_text_of_the_contract(
            ContactsException failure, Reason reason, String message) throws IOException, ClassNotFoundException {
        ContactsException copy = throughAStream(failure);

        for (ContactsException each : List.of(failure, copy)) {
            assertThat(each).hasMessage(message).hasNoCause();
            assertThat(each.reason()).isEqualTo(reason);
            assertThat(each.toString()).contains(message);
        }
    }

    @Test
    void every_reason_has_a_failure() {
        assertThat(failures()
                        .map(row -> ((ContactsException) row.get()[0]).reason())
                        .collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Reason.class));
    }

    @Test
    @Tag("5.1")
    void each_failure_carries_its_data() {
        ContactsException.Storage storage =
                new ContactsException.Storage("x", false, ContactsException.Storage.Outcome.NOT_APPLIED);

        assertThat(new ContactsException.NotFound(99).id()).isEqualTo(99);
        assertThat(new ContactsException.Conflict(5).currentVersion()).isEqualTo(5);
        assertThat(storage.retryable()).isFalse();
        assertThat(storage.outcome()).isEqualTo(ContactsException.Storage.Outcome.NOT_APPLIED);
        assertThat(new ContactsException.Storage("x", true, ContactsException.Storage.Outcome.UNKNOWN).retryable())
                .isTrue();
        assertThat(ContactsException.Invalid.contact(List.of(EMAIL)).violations())
                .containsExactly(EMAIL);
    }

    @Test
    @Tag("5.2")
    void the_errors_tell_the_first_problem_of_each_field_in_the_order_of_the_fields() {
        List<Violation> violations = new ArrayList<>(List.of(
                new Violation("nope", "unknown_field", "Unknown field"),
                new Violation("phone", "phone_format", "Invalid phone"),
                EMAIL,
                new Violation("email", "text_length", "Must be at most 254 characters"),
                new Violation("custom_fields_by_name.n", "type", "Must be a text"),
                new Violation("first_name", "first_name_required", "First name is required")));
        ContactsException.Invalid invalid = ContactsException.Invalid.contact(violations);

        violations.clear();

        assertThat(invalid.errors())
                .containsExactly(
                        entry("first_name", "First name is required"),
                        entry("email", "Invalid email format"),
                        entry("phone", "Invalid phone"),
                        entry("custom_fields_by_name.n", "Must be a text"),
                        entry("nope", "Unknown field"));
        assertThat(invalid.violations())
                .extracting(Violation::field)
                .containsExactlyElementsOf(invalid.errors().keySet());
        assertThatThrownBy(() -> invalid.errors().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> invalid.violations().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @CsvSource({"99, 99", "100, 100", "101, 100", "5000, 100"})
    @Tag("5.3")
    void at_most_100_errors_are_told(int problems, int told) {
        List<Violation> violations = IntStream.range(0, problems)
                .mapToObj(i -> new Violation("custom_fields_by_name.n" + i, "type", "Must be a text"))
                .toList();

        assertThat(ContactsException.Invalid.contact(violations).errors()).hasSize(told);
    }

    @Test
    @Tag("5.3")
    void many_problems_of_one_field_do_not_crowd_out_another_field() {
        List<Violation> violations = new ArrayList<>(Collections.nCopies(150, EMAIL));
        violations.add(new Violation("phone", "phone_format", "Invalid phone"));

        assertThat(ContactsException.Invalid.contact(violations).errors()).containsOnlyKeys("email", "phone");
    }

    @Test
    @Tag("5.9")
    void to_string_shows_the_fields_of_the_library_and_hides_names_from_outside() {
        List<Violation> violations = List.of(
                EMAIL,
                new Violation("custom_fields_by_name.jane@x.org", "type", "Must be a text"),
                new Violation("jane@x.org", "unknown_field", "Unknown field"),
                new Violation("jane.doe", "unknown_field", "Unknown field"),
                new Violation("term", "term_length", "Must be 2 to 255 characters"));

        assertThat(ContactsException.Invalid.contact(violations).toString())
                .contains("Invalid contact data", "email: Invalid email format", "custom_fields_by_name", "term: ")
                .doesNotContain("jane", "x.org", "doe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"term", "filter", "sort", "limit", "skip", "after", "ids", "ifVersion", "items"})
    @Tag("5.9")
    void to_string_names_the_part_of_a_query_or_call_that_is_wrong(String part) {
        Violation violation = new Violation(part, "code", "Wrong");

        assertThat(violation).hasToString(part + ": Wrong");
        assertThat(ContactsException.Invalid.query(List.of(violation)).toString())
                .endsWith("Invalid query {" + part + ": Wrong}");
    }

    @Test
    void a_violation_does_not_show_names_from_outside_either() {
        ContactPatch patch = ContactPatch.of(c ->
                c.set("jane@x.org", 1).customField("jane@x.org", new Object()).set("email", 1));

        assertThat(patch.violations()).hasSize(3);
        assertThat(patch.violations().toString()).contains("email").doesNotContain("jane");
    }

    private static ContactsException throughAStream(ContactsException failure)
            throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (ContactsException) in.readObject();
        }
    }
}
