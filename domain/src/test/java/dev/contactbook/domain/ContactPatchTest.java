package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract §3, patch. */
class ContactPatchTest {
    static Stream<ContactField<?>> writable() {
        return ContactFields.writable().stream();
    }

    @ParameterizedTest
    @MethodSource("writable")
    void a_patch_sets_what_it_names_and_keeps_the_rest(ContactField<?> field) {
        ContactDetails before = Samples.full(1);

        ContactPatch patch = ContactPatch.of(c -> c.set(field.name(), Samples.value(field, 2)));
        ContactDetails after = patch.applyTo(before);

        assertThat(patch.fields()).containsExactly(field);
        assertThat(after)
                .isNotEqualTo(before)
                .isEqualTo(before.toBuilder()
                        .set(field.name(), Samples.value(field, 2))
                        .build());
        assertThat(after.violationsSince(before)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("writable")
    void null_clears_and_what_must_be_there_is_refused(ContactField<?> field) {
        ContactDetails before = Samples.full(1);

        ContactPatch patch = ContactPatch.of(c -> c.set(field.name(), null));
        ContactDetails after = patch.applyTo(before);

        assertThat(patch.fields()).containsExactly(field);
        assertThat(after).isEqualTo(before.toBuilder().set(field.name(), null).build());
        assertThat(after.violationsSince(before))
                .extracting(Violation::code)
                .isEqualTo(field == ContactFields.FIRST_NAME ? List.of("first_name_required") : List.of());
    }

    @ParameterizedTest
    @MethodSource("writable")
    void a_patch_that_repeats_what_is_there_changes_nothing(ContactField<?> field) {
        ContactDetails before = Samples.full(1);

        ContactPatch patch = ContactPatch.of(c -> c.set(field.name(), Samples.value(field, 1)));

        assertThat(patch.fields()).containsExactly(field);
        assertThat(patch.applyTo(before)).isEqualTo(before);
        assertThat(ContactPatch.of(c -> {}).applyTo(before)).isEqualTo(before);
        assertThat(ContactPatch.of(c -> {}).fields()).isEmpty();
    }

    @Test
    void the_fields_come_in_their_order_each_once() {
        ContactPatch patch = ContactPatch.of(
                c -> c.customField("a", 1).company(1).email("x").firstName("y").email("z"));

        assertThat(patch.fields())
                .containsExactly(
                        ContactFields.FIRST_NAME,
                        ContactFields.EMAIL,
                        ContactFields.COMPANY_ID,
                        ContactFields.CUSTOM_FIELDS);
        assertThat(patch.applyTo(ContactDetails.EMPTY).email()).isEqualTo("z");
    }

    static Stream<Arguments> merges() {
        return Stream.of(
                merge(c -> c.customField("AGE", 6), Map.of("Age", 6, "City", "Ulm")),
                merge(c -> c.customField("age ", null), Map.of("City", "Ulm")),
                merge(c -> c.customField("age", " "), Map.of("City", "Ulm")),
                merge(c -> c.customField("zip", 1), Map.of("Age", 5, "City", "Ulm", "zip", 1)),
                merge(c -> c.customField("none", null), Map.of("Age", 5, "City", "Ulm")),
                merge(c -> c.customFields(Map.of("city", "Bonn")), Map.of("Age", 5, "City", "Bonn")),
                merge(c -> c.customFields(Map.of()), Map.of("Age", 5, "City", "Ulm")),
                merge(c -> c.customFields(null), Map.of()),
                merge(c -> c.customField("zip", 1).customFields(null), Map.of()),
                merge(c -> c.customField("AGE", 6).customFields(null).customField("age", 7), Map.of("age", 7)),
                merge(c -> c.set("custom_fields_by_name", null), Map.of()),
                merge(c -> c.set("custom_fields_by_name", Map.of("AGE", 6)), Map.of("Age", 6, "City", "Ulm")),
                merge(c -> c.set("custom_fields_by_name", CustomFields.of(Map.of("n", 1))), Map.of("n", 1)),
                merge(c -> c.replaceCustomFields(null), Map.of()),
                merge(c -> c.replaceCustomFields(CustomFields.of(Map.of("age", 5))), Map.of("age", 5)));
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @MethodSource("merges")
    @Tag("3.12")
    void custom_fields_merge_name_by_name(Consumer<ContactDetails.Builder> changes, Map<String, Object> expected) {
        ContactDetails before =
                Samples.details(c -> c.firstName("x").customField("Age", 5).customField("City", "Ulm"));

        ContactDetails after = ContactPatch.of(changes).applyTo(before);

        assertThat(after.customFields()).isEqualTo(CustomFields.of(expected));
    }

    @Test
    void patches_are_equal_if_they_do_the_same() {
        List<ContactPatch> different = List.of(
                ContactPatch.of(c -> {}),
                ContactPatch.of(c -> c.email("a")),
                ContactPatch.of(c -> c.email("b")),
                ContactPatch.of(c -> c.email("a").lastName(null)),
                ContactPatch.of(c -> c.email(null)),
                ContactPatch.of(c -> c.email("a")).ifVersion(3),
                ContactPatch.of(c -> c.email("a")).ifVersion(4),
                ContactPatch.of(c -> c.email("a").organization(1)),
                ContactPatch.of(c -> c.customField("a", 1)),
                ContactPatch.of(c -> c.customField("A", 1)),
                ContactPatch.of(c -> c.customField("a", null)),
                ContactPatch.of(c -> c.customField("b", null)),
                ContactPatch.of(c -> c.customFields(null)),
                ContactPatch.of(c -> c.set("nope", 1)));

        Samples.assertAllDiffer(different.toArray());
        assertThat(ContactPatch.of(c -> c.email(" a").customField("n ", 1.0)).ifVersion(3))
                .isEqualTo(
                        ContactPatch.of(c -> c.customField("n", 1).email("a")).ifVersion(3))
                .hasSameHashCodeAs(
                        ContactPatch.of(c -> c.customField("n", 1).email("a")).ifVersion(3));
    }

    @Test
    void a_patch_may_name_the_version_and_the_organization() {
        ContactPatch patch = ContactPatch.of(c -> c.set("organization_id", 456)).ifVersion(3);

        assertThat(patch.ifVersion()).hasValue(3);
        assertThat(patch.organizationId()).hasValue(456);
        assertThat(patch.fields()).isEmpty();
        assertThat(patch.ifVersion(4).organizationId()).hasValue(456);
        assertThat(ContactPatch.of(c -> {}).ifVersion()).isEmpty();
        assertThat(ContactPatch.of(c -> {}).organizationId()).isEmpty();
        assertThat(ContactPatch.of(c -> c.organization(456).firstName("x")))
                .isEqualTo(ContactPatch.of(c -> c.firstName("x").set("organization_id", 456)));
    }

    @Test
    void problems_of_the_input_stay_with_the_patch() {
        ContactPatch patch =
                ContactPatch.of(c -> c.set("email", 5).set("nope", 5).firstName("x"));

        assertThat(patch.ifVersion(1).violations())
                .extracting(Violation::field, Violation::code)
                .containsExactly(tuple("email", "type"), tuple("nope", "unknown_field"));
    }

    @Test
    void a_builder_that_lives_on_changes_no_patch() {
        List<ContactDetails.Builder> kept = new ArrayList<>();
        ContactPatch patch = ContactPatch.of(c -> kept.add(c.email("a").customField("a", 1)));

        kept.get(0)
                .email("b")
                .customField("a", 2)
                .customField("b", 2)
                .set("nope", 1)
                .organization(9);

        assertThat(patch).isEqualTo(ContactPatch.of(c -> c.email("a").customField("a", 1)));
    }

    @Test
    void to_string_has_no_values() {
        assertThat(ContactPatch.of(c -> c.email("jane@x.org")
                                .customField("Diagnosis", "flu")
                                .set("Jane", 1))
                        .ifVersion(3))
                .hasToString("ContactPatch[email, custom_fields_by_name]@3");
        assertThat(ContactPatch.of(c -> c.firstName("Jane"))).hasToString("ContactPatch[first_name]");
    }

    private static Arguments merge(Consumer<ContactDetails.Builder> changes, Map<String, Object> expected) {
        return Arguments.of(changes, expected);
    }

    @Test
    void a_new_contact_is_refused_for_what_could_not_be_taken_the_rules_it_breaks_and_a_version() {
        ContactPatch patch =
                ContactPatch.of(c -> c.set("shoe_size", 38).email("a")).ifVersion(3);

        assertThat(patch.violationsOfNew())
                .extracting(Violation::field)
                .containsExactly("shoe_size", "first_name", "email", "ifVersion");
        assertThat(ContactPatch.of(c -> c.firstName("Ann")).violationsOfNew()).isEmpty();
    }
}
