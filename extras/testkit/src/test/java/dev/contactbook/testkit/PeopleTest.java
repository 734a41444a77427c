package dev.contactbook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);

    @Test
    void they_are_the_same_on_every_run() {
        assertThat(people(250, 1)).isEqualTo(people(250, 1));
        assertThat(people(250, 1)).isNotEqualTo(people(250, 2));
        // Others would change the tests of hosts.
        assertThat(people(3, 1)).extracting(Contact::firstName).containsExactly("Whetū", "Mathieu", "Amine");
    }

    @Test
    void each_is_valid_and_has_an_address_of_its_own() {
        List<Contact> people = people(2_000, 3);

        assertThat(people)
                .allSatisfy(person -> assertThat(person.details().violations())
                        .as(person.firstName() + ", " + person.email() + ", " + person.phone())
                        .isEmpty());
        assertThat(people.stream().map(Contact::email).filter(email -> email != null))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(1_700);
    }

    @Test
    void they_write_in_many_scripts_and_numbers_in_many_shapes() {
        List<Contact> people = people(250, 1);

        Set<UnicodeScript> scripts = people.stream()
                .flatMapToInt(person -> person.firstName().codePoints())
                .mapToObj(UnicodeScript::of)
                .collect(Collectors.toSet());
        Set<String> shapes = people.stream()
                .filter(person -> person.phone() != null)
                .map(person -> person.phone().replaceAll("\\d+", "9"))
                .collect(Collectors.toSet());
        assertThat(scripts)
                .contains(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.GREEK, UnicodeScript.HAN);
        assertThat(scripts.size()).isGreaterThan(8);
        assertThat(shapes.size()).isGreaterThan(20);
        assertThat(people).anyMatch(person -> person.lastName() == null);
        assertThat(people).anyMatch(person -> person.email() == null);
        assertThat(people).anyMatch(person -> person.phone() == null);
        assertThat(people).anyMatch(person -> person.phone() != null && person.phoneCountryIso() == null);
    }

    @Test
    void they_were_created_one_after_another_before_now() {
        List<Contact> people = people(50, 1);

        assertThat(people).extracting(Contact::createdAt).isSorted();
        assertThat(people.get(49).createdAt()).isBefore(TestClock.START);
        assertThat(people).extracting(Contact::id).isSorted();
    }

    @Test
    void a_number_out_of_bounds_is_rejected() {
        assertThatThrownBy(() -> people(-1, 1)).hasMessageStartingWith("number: ");
        assertThatThrownBy(() -> people(100_001, 1)).hasMessageStartingWith("number: ");
        assertThat(people(0, 1)).isEmpty();
    }

    private static List<Contact> people(int number, long seed) {
        return TestContacts.inMemory().given(ME).people(number).seed(seed).save();
    }
}
