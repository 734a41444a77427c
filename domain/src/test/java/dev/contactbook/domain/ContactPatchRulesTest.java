package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract §3, patch: only values that change are refused. */
class ContactPatchRulesTest {
    @ParameterizedTest(name = "[{index}] {0} {1}")
    @MethodSource("dev.contactbook.domain.RuleBounds#bounds")
    @Tag("3.13")
    void only_values_that_change_are_refused(
            ContactRule rule, String field, String path, Object inside, @Nullable Object outside) {
        ContactDetails old = Samples.details(c -> c.firstName("x").set(field, outside));
        ContactDetails good = Samples.details(c -> c.firstName("x").set(field, inside));

        ContactDetails same = ContactPatch.of(c -> c.set(field, outside)).applyTo(old);
        ContactDetails edited =
                ContactPatch.of(c -> c.set(otherThan(field), "/x")).applyTo(old);
        ContactDetails spoilt = ContactPatch.of(c -> c.set(field, outside)).applyTo(good);

        assertThat(old.violations()).isNotEmpty();
        assertThat(same.violationsSince(old)).isEmpty();
        assertThat(edited).isNotEqualTo(old);
        assertThat(edited.violationsSince(old)).isEmpty();
        assertThat(spoilt.violationsSince(good)).extracting(Violation::field).contains(path);
    }

    @Test
    void a_bad_value_that_becomes_another_bad_value_is_refused() {
        ContactDetails old = Samples.details(c -> c.firstName("x").email("a").customField("n", 1e200));

        ContactDetails after =
                ContactPatch.of(c -> c.email("b").customField("N", 1e201)).applyTo(old);

        assertThat(after.violationsSince(old))
                .extracting(Violation::field)
                .containsExactly("email", "custom_fields_by_name.n");
    }

    @Test
    void too_many_custom_fields_may_become_fewer_but_not_more() {
        ContactDetails old = Samples.details(c -> IntStream.range(0, 102).forEach(i -> c.customField("n" + i, 0)));

        assertThat(changed(old, c -> c.customField("n0", null).customField("n1", 9)))
                .isEmpty();
        assertThat(changed(old, c -> c.customField("n0", null).customField("m", 9)))
                .isEmpty();
        assertThat(changed(old, c -> c.customField("m", 9)))
                .containsExactly(tuple("custom_fields_by_name", "custom_count"));
    }

    @Test
    @Tag("3.14")
    void too_long_custom_fields_may_shrink_but_not_grow() {
        ContactDetails old =
                Samples.details(c -> IntStream.range(0, 6).forEach(i -> c.customField("n" + i, "x".repeat(3_900))));

        assertThat(changed(old, c -> c.customField("n0", "y".repeat(3_899)))).isEmpty();
        assertThat(changed(old, c -> c.customField("n0", "y".repeat(3_900)))).isEmpty();
        assertThat(changed(old, c -> c.customField("n0", "y".repeat(3_901))))
                .containsExactly(tuple("custom_fields_by_name", "custom_total_length"));
    }

    private static String otherThan(String field) {
        return field.equals("avatar_url") ? "last_name" : "avatar_url";
    }

    private static List<Tuple> changed(ContactDetails old, Consumer<ContactDetails.Builder> changes) {
        return ContactPatch.of(changes).applyTo(old).violationsSince(old).stream()
                .map(violation -> tuple(violation.field(), violation.code()))
                .toList();
    }
}
