package dev.contactbook.it.usecases;

import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.custom;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.text.Texts;
import dev.contactbook.it.support.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Pairs of what is stored and what is looked for, from the resources {@code spellings}: one kind must match, the other
 * must not, in every store. All contacts are there together, so that no search finds its own one only.
 */
class SpellingsTest {
    private static final int MOST_ROWS = 1_000;
    private static final int FEWEST_PAIRS = 200;
    private static final Pattern CODE_POINT = Pattern.compile("<([0-9A-F]{4,5})>");
    private static final Pattern PHONE = Pattern.compile("(.*) \\((\\w\\w) (\\S+)\\)");
    private static final Pattern SEPARATOR = Pattern.compile(" \\| ");

    /** One line of a resource. */
    private record Pair(String kind, String stored, String term) {
        void store(ContactDetails.Builder contact) {
            contact.firstName("Nemo");
            switch (kind) {
                case "name" -> {
                    String[] names = stored.split(" / ", 2);
                    contact.firstName(names[0]).lastName(names.length > 1 ? names[1] : null);
                }
                case "email", "same-email" -> contact.email(stored);
                case "same-text" -> contact.lastName(stored);
                case "custom-text" -> contact.customField("Text", stored);
                case "custom-name" -> contact.customField(stored, "x");
                case "phone" -> {
                    Matcher phone = phone(stored);
                    contact.phone(phone.group(1))
                            .phoneCountryIso(phone.group(2))
                            .phoneCountryCode(phone.group(3));
                }
                default -> throw new IllegalArgumentException(kind);
            }
        }

        ContactQuery query() {
            return switch (kind) {
                case "name" -> ContactQuery.of(ContactSearch.byName(term));
                case "email" -> ContactQuery.of(ContactSearch.byEmail(term));
                case "same-email" -> ContactQuery.page().where(EMAIL.sameAs(term));
                case "same-text" -> ContactQuery.page().where(LAST_NAME.sameAs(term));
                case "custom-text" -> ContactQuery.page().where(custom("text").sameAs(term));
                case "custom-name" -> ContactQuery.page().where(custom(term).exists());
                default -> {
                    Matcher phone = phone(term);
                    yield ContactQuery.of(ContactSearch.byPhone(phone.group(1), phone.group(2), phone.group(3)));
                }
            };
        }

        private static Matcher phone(String text) {
            Matcher phone = PHONE.matcher(text);
            assertThat(phone.matches()).as(text).isTrue();
            return phone;
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.30")
    @Tag("3.31")
    @Tag("3.32")
    @Tag("2.19")
    @Tag("4.30")
    void what_people_mean_is_found_however_they_write_it(Store store) throws IOException {
        assertThat(disagreements(store, "must-match", true)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.30")
    @Tag("3.31")
    @Tag("3.32")
    @Tag("2.19")
    @Tag("4.30")
    void what_is_another_name_number_or_address_is_not_found(Store store) throws IOException {
        assertThat(disagreements(store, "must-not-match", false)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.5")
    void orders_follow_the_folding_of_every_script(Store store) throws IOException {
        Contacts contacts = Contacts.over(store.fresh());
        List<String> known = List.of("Ann", "\u200EBen", "B\u00E9n\u00E9", "\u0106ara", "o\u2019d", "O-d", "od", "Zoe");
        Stream.concat(known.stream(), pairs("must-match").stream().map(Pair::stored))
                .filter(Texts::isOneLine)
                .forEach(name -> contacts.create(CALLER, c -> c.firstName(name)));

        List<String> names =
                contacts
                        .list(
                                CALLER,
                                ContactQuery.page().sortBy(FIRST_NAME.asc()).limit(MOST_ROWS))
                        .data()
                        .stream()
                        .map(Contact::firstName)
                        .toList();

        assertThat(names).hasSizeGreaterThan(FEWEST_PAIRS).isSortedAccordingTo(FIRST_NAME.order());
        assertThat(names).containsSubsequence("Ann", "\u200EBen", "B\u00E9n\u00E9", "\u0106ara", "Zoe");
        assertThat(names).containsSubsequence("o\u2019d", "O-d", "od");
        assertThat(names.stream().map(FIRST_NAME::folded)).isSortedAccordingTo(Texts.BY_CODE_POINT);
    }

    private static List<String> disagreements(Store store, String resource, boolean matches) throws IOException {
        List<Pair> pairs = pairs(resource);
        assertThat(pairs).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(FEWEST_PAIRS);
        Contacts contacts = Contacts.over(store.fresh());
        Map<Pair, Long> ids = new HashMap<>();
        for (Pair pair : pairs) {
            ids.put(pair, contacts.create(CALLER, pair::store).id());
        }
        List<String> disagreements = new ArrayList<>();
        for (Pair pair : pairs) {
            try {
                List<Contact> found =
                        contacts.list(CALLER, pair.query().limit(MOST_ROWS)).data();
                long id = Objects.requireNonNull(ids.get(pair));
                if (found.stream().anyMatch(contact -> contact.id() == id) != matches) {
                    disagreements.add(pair.toString());
                }
            } catch (Invalid e) {
                disagreements.add(pair + " " + e.violations());
            }
        }
        return disagreements;
    }

    private static List<Pair> pairs(String resource) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SpellingsTest.class.getResourceAsStream("/spellings/" + resource + ".txt"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(SpellingsTest::pair)
                    .toList();
        }
    }

    private static Pair pair(String line) {
        List<String> parts =
                Stream.of(SEPARATOR.split(line)).map(SpellingsTest::visible).toList();
        assertThat(parts).as(line).hasSize(3);
        return new Pair(parts.get(0), parts.get(1), parts.get(2));
    }

    /** Code points that cannot be seen, or be mistaken for others, are written as {@code <200B>}. */
    private static String visible(String text) {
        return CODE_POINT
                .matcher(text)
                .replaceAll(code -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(code.group(1), 16))));
    }
}
