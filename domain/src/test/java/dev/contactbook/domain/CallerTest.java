package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §1, caller, with the ids of §2. */
class CallerTest {
    @Test
    @Tag("1.1")
    void a_caller_is_a_user_in_one_organization_or_the_system() {
        Caller user = Caller.user(789).inOrganization(456);
        Caller system = Caller.system(456);

        assertThat(user.userId()).isEqualTo(789);
        assertThat(user.organizationId()).isEqualTo(456);
        assertThat(system.userId()).isNull();
        assertThat(system.organizationId()).isEqualTo(456);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 9_007_199_254_740_991L})
    void an_id_has_1_to_53_bits(long id) {
        assertThat(Caller.user(id).inOrganization(1).userId()).isEqualTo(id);
        assertThat(Caller.user(1).inOrganization(id).organizationId()).isEqualTo(id);
        assertThat(Caller.system(id).organizationId()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 9_007_199_254_740_992L, Long.MAX_VALUE, Long.MIN_VALUE})
    @Tag("1.1")
    void any_other_number_is_a_mistake_of_the_host(long id) {
        assertThatIllegalArgumentException().isThrownBy(() -> Caller.user(id)).withMessageStartingWith("userId: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Caller.user(1).inOrganization(id))
                .withMessageStartingWith("organizationId: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Caller.system(id))
                .withMessageStartingWith("organizationId: ");
    }

    @Test
    void callers_are_equal_by_both_ids() {
        Samples.assertAllDiffer(
                Caller.user(1).inOrganization(1),
                Caller.user(1).inOrganization(2),
                Caller.user(2).inOrganization(1),
                Caller.system(1));
        assertThat(Caller.user(1).inOrganization(2))
                .isEqualTo(Caller.user(1).inOrganization(2))
                .hasSameHashCodeAs(Caller.user(1).inOrganization(2));
        assertThat(Caller.system(1)).isEqualTo(Caller.system(1));
    }

    @Test
    void to_string_tells_the_ids() {
        assertThat(Caller.user(789).inOrganization(456)).hasToString("Caller[userId=789, organizationId=456]");
        assertThat(Caller.system(456)).hasToString("Caller[userId=system, organizationId=456]");
    }
}
