package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.tuple;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §2, custom_fields_by_name: the names. How a patch merges them is in {@link ContactPatchTest}, too. */
class CustomFieldsTest {
    @Test
    @Tag("2.22")
    void they_are_sorted_by_name_by_code_point() {
        CustomFields fields = CustomFields.of(Map.of("\uFF21", 1, "😀", 2, "b", 3, "B", 4, "a", 5, "aa", 6, "ä", 7));

        assertThat(fields.asMap().keySet()).containsExactly("B", "a", "aa", "b", "ä", "\uFF21", "😀");
    }

    @ParameterizedTest
    @CsvSource({
        "Industry, industry, true",
        "industry, INDUSTRY, true",
        "Größe, gRÖßE, true",
        "Größe, GRÖSSE, false",
        "ΟΔΟΣ, οδος, true",
        "ДА, да, true",
        "\uD801\uDC00, \uD801\uDC28, true",
        "a, á, false",
    })
    @Tag("2.19")
    void a_name_is_found_in_any_case(String stored, String asked, boolean found) {
        CustomFields fields = CustomFields.of(Map.of(stored, 1));

        assertThat(fields.get(asked).isPresent()).isEqualTo(found);
        assertThat(fields.get(stored)).contains(CustomValue.of(1));
    }

    @Test
    void stored_names_that_differ_only_in_case_are_both_kept() {
        CustomFields stored = CustomFields.of(Map.of("A", 1, "a", 2));
        ContactDetails before = Samples.details(c -> c.replaceCustomFields(stored));

        ContactDetails after = ContactPatch.of(c -> c.customField("A", 3)).applyTo(before);

        assertThat(stored.get("A")).contains(CustomValue.of(1));
        assertThat(stored.get("a")).contains(CustomValue.of(2));
        assertThat(after.customFields()).isEqualTo(CustomFields.of(Map.of("A", 3, "a", 2)));
    }

    @Test
    @Tag("2.17")
    @Tag("2.22")
    void what_is_no_value_is_not_there() {
        Map<String, Object> raw = new HashMap<>(Map.of("blank", " ", "empty", List.of()));
        raw.put("null", null);

        assertThat(CustomFields.of(raw)).isEqualTo(CustomFields.EMPTY);
        assertThat(CustomFields.EMPTY.isEmpty()).isTrue();
        assertThat(CustomFields.EMPTY.asMap()).isEmpty();
        assertThat(Samples.details(c -> c.firstName("x").customFields(raw)).customFields())
                .isEqualTo(CustomFields.EMPTY);
    }

    @Test
    void they_are_equal_by_spelling_and_value() {
        CustomFields fields = CustomFields.of(Map.of("Age", 1, "b", "x"));

        assertThat(fields)
                .isEqualTo(CustomFields.of(new TreeMap<>(Map.of("b", " x", "Age", 1.0))))
                .hasSameHashCodeAs(CustomFields.of(Map.of("b", "x", "Age", 1.0)))
                .isNotEqualTo(CustomFields.of(Map.of("age", 1, "b", "x")))
                .isNotEqualTo(CustomFields.of(Map.of("Age", 2, "b", "x")))
                .isNotEqualTo(CustomFields.of(Map.of("Age", 1)));
        assertThat(fields.size()).isEqualTo(2);
        assertThat(fields.isEmpty()).isFalse();
    }

    @Test
    void they_cannot_be_changed_from_either_side() {
        Map<String, Object> given = new HashMap<>(Map.of("a", 1));
        CustomFields fields = CustomFields.of(given);

        given.put("b", 2);

        assertThat(fields.asMap()).containsOnlyKeys("a");
        assertThatThrownBy(() -> fields.asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> fields.asMap().entrySet().iterator().next().setValue(null))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void to_string_has_neither_names_nor_values() {
        assertThat(CustomFields.of(Map.of("Diagnosis", "flu"))).hasToString("CustomFields[size=1]");
    }

    @Test
    @Tag("2.18")
    @Tag("2.19")
    void a_name_is_trimmed_and_keeps_the_spelling_it_has() {
        ContactDetails stored = Samples.details(c -> c.customField("\u00A0 Shoe  Size ", 42));

        ContactDetails changed = stored.toBuilder()
                .customField("new", 1)
                .customField("SHOE  size\t", 43)
                .customField("new", 2)
                .build();
        ContactDetails removed =
                changed.toBuilder().customField("shoe  SIZE", null).build();

        assertThat(stored.customFields().asMap()).containsExactly(entry("Shoe  Size", CustomValue.of(42)));
        assertThat(changed.customFields().asMap())
                .containsExactly(entry("Shoe  Size", CustomValue.of(43)), entry("new", CustomValue.of(2)));
        assertThat(removed.customFields().asMap()).containsExactly(entry("new", CustomValue.of(2)));
    }

    @Test
    @Tag("2.20")
    void names_of_one_input_that_differ_only_in_case_or_white_space_are_a_mistake() {
        Map<Object, Object> names = new LinkedHashMap<>();
        names.put("Age", 1);
        names.put("aGE ", 2);
        names.put("\u00A0Age", 2);
        names.put(null, 3);
        names.put(4, 4);

        ContactPatch patch = ContactPatch.of(c -> c.customFields(names));

        assertThat(patch.violations())
                .extracting(Violation::field, Violation::code)
                .containsExactly(
                        tuple("custom_fields_by_name.aGE", "custom_name_unique"),
                        tuple("custom_fields_by_name.Age", "custom_name_unique"),
                        tuple("custom_fields_by_name", "type"),
                        tuple("custom_fields_by_name", "type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "$a", "__proto__", "a\u0000", "A"})
    void fields_that_replace_others_keep_the_rules_of_names(String name) {
        CustomFields replacement = CustomFields.of(new TreeMap<>(Map.of("a", 1, name, 2)));

        ContactDetails details = Samples.details(c -> c.firstName("x").replaceCustomFields(replacement));

        assertThat(details.violations()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a, A", "A, a"})
    @Tag("2.20")
    void a_new_name_may_not_join_an_old_one_of_another_case(String old, String added) {
        ContactDetails before = Samples.details(c -> c.firstName("x").customField(old, 1));
        CustomFields replacement = CustomFields.of(Map.of(old, 1, added, 2));

        ContactDetails after =
                before.toBuilder().replaceCustomFields(replacement).build();

        assertThat(after.violationsSince(before))
                .extracting(Violation::field)
                .containsExactly("custom_fields_by_name." + added);
    }

    @Test
    void fields_that_replace_others_have_trimmed_names() {
        CustomFields replacement = CustomFields.of(Map.of("\u00A0a ", 1));

        ContactDetails details = Samples.details(c -> c.firstName("x").replaceCustomFields(replacement));

        assertThat(details.customFields().asMap()).containsOnlyKeys("a");
    }

    @Test
    void random_changes_do_what_a_plain_list_of_pairs_does() {
        Random random = Samples.random();
        String[] names = {"a", "A", "ab", "Ab", "aB", "ä", "Ä", "😀", "\uFF21"};
        for (int round = 0; round < 200; round++) {
            List<Map.Entry<String, Integer>> model = new ArrayList<>();
            ContactDetails details = ContactDetails.EMPTY;
            for (int step = 0; step < 20; step++) {
                String name = names[random.nextInt(names.length)];
                Integer value = random.nextInt(3) == 0 ? null : random.nextInt(3);
                details = ContactPatch.of(c -> c.customField(name, value)).applyTo(details);
                change(model, name, value);

                Map<String, CustomValue> expected = new HashMap<>();
                model.forEach(pair -> expected.put(pair.getKey(), CustomValue.of(pair.getValue())));
                assertThat(details.customFields().asMap()).isEqualTo(expected);
            }
        }
    }

    private static void change(List<Map.Entry<String, Integer>> model, String name, @Nullable Integer value) {
        String stored = name;
        for (Map.Entry<String, Integer> pair : List.copyOf(model)) {
            if (pair.getKey().equalsIgnoreCase(name)) {
                stored = pair.getKey();
                model.remove(pair);
            }
        }
        if (value != null) {
            model.add(Map.entry(stored, value));
        }
    }

    @Test
    void names_have_one_key_exactly_where_they_are_the_same_ignoring_case() {
        for (int letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
            String name = "a" + Character.toString(letter);
            for (int other : new int[] {
                Character.toUpperCase(letter), Character.toLowerCase(letter), Character.toTitleCase(letter), letter ^ 32
            }) {
                String second = "A" + Character.toString(other);
                // Four million assertions of AssertJ would take seconds.
                if (CustomFields.key(name).equals(CustomFields.key(second))
                        != nfc(name).equalsIgnoreCase(nfc(second))) {
                    fail("%x and %x", letter, other);
                }
            }
        }
        for (String name :
                List.of("i", "I", "İ", "ı", "s", "S", "ſ", "k", "K", "\u212A", "ß", "ẞ", "Σ", "σ", "ς", "ǅ", "ǆ")) {
            for (String second : List.of("i", "s", "k", "ß", "σ", "ǆ", "ss")) {
                assertThat(CustomFields.key(name).equals(CustomFields.key(second)))
                        .isEqualTo(nfc(name).equalsIgnoreCase(nfc(second)));
            }
        }
    }

    private static String nfc(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** A capital may be two characters where the small letter is one, in NFC. */
    @ParameterizedTest
    @CsvSource({
        "h\u0331, H\u0331",
        "\u01F0, J\u030C",
        "t\u0308, T\u0308",
        "w\u030A, W\u030A",
        "y\u030A, Y\u030A",
        "x\u1E96, XH\u0331",
        "\u0390, \u03AA\u0301",
        "\u01F0, j\u030C"
    })
    @Tag("2.19")
    @Tag("2.20")
    void a_letter_that_is_composed_in_one_case_only_is_the_same_in_both(String name, String other) {
        assertThat(CustomFields.key(name)).isEqualTo(CustomFields.key(other));
        assertThat(CustomFields.of(Map.of(name, 1)).get(other)).isPresent();
        assertThat(CustomFields.of(Map.of(other, 1)).get(name)).isPresent();
        assertThatThrownBy(() -> ContactDetails.builder()
                        .firstName("Ada")
                        .customFields(Map.of(name, 1, other, 2))
                        .build())
                .isInstanceOf(ContactsException.Invalid.class);
    }

    @Test
    @Tag("2.19")
    void a_name_in_any_case_has_the_same_value_whether_it_is_looked_for_once_or_often() {
        CustomFields fields = CustomFields.of(Map.of("Größe", 1, "ıŞ", 2, "x", 3, "ΣΑΣ", 4));
        CustomFields withTwins = CustomFields.of(Map.of("Size", 1, "SIZE", 2, "size", 3, "other", 4));
        List<String> names = List.of(
                "Größe", "GRÖßE", "größe", "grösse", "ıŞ", "Iş", "İş", "x", "X", "σας", "Σασ", "Size", "SIZE", "size",
                "sIzE", "OTHER", "");
        for (CustomFields each : List.of(fields, withTwins)) {
            for (int time = 1; time <= 3; time++) {
                for (String name : names) {
                    assertThat(each.find(name, CustomFields.key(name)))
                            .as("%s, time %s", name, time)
                            .isEqualTo(each.get(name).orElse(null));
                }
            }
        }
    }
}
