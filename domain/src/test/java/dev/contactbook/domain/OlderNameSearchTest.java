package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.text.Folding;
import dev.contactbook.domain.text.Texts;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A search by name finds at least what it found by the first rules, which are kept here as they were: each word of the
 * folded term, split at white space only, occurred in the folded name.
 */
class OlderNameSearchTest {
    private static final int SEARCHES = 20_000;

    private static final List<String> PIECES = List.of(
            "a", "b", "an", "lee", "Ö", "é", "e\u0301", "ß", "ø", "İ", "ﬁ", "Ə", "ħ", "O'", "d’", "`", "\u02BC", "-",
            "\u2010", "\u2013", "\u2212", ".", ",", "(", ")", "\"", "“", "/", "[", "·", "%", "_", "*", "\\", " ", " ",
            " ", "  ", "\u00A0", "\u3000", "\u200B", "\u200D", "\u00AD", "\uFE0F", "\u2800", "1", "２", "①", "ά", "Σ",
            "ς", "ё", "й", "שָ", "ל", "أ", "ٱ", "ى", "ی", "ک", "ة", "ـ", "مُ", "王", "小", "김", "미", "か", "が", "ア", "ｶﾞ",
            "शि", "श", "ी", "ปู", "ป", "😀", "𝐀", "ﷺ", "¨", "\u00B4");

    private final Random random = Samples.random();

    @Test
    @Tag("3.30")
    void nothing_that_was_found_is_missed_but_for_named_reasons() {
        int found = 0;
        for (int i = 0; i < SEARCHES; i++) {
            Contact contact = Samples.contact(
                    1, c -> c.firstName(text(4) + "x").lastName(random.nextInt(3) == 0 ? null : text(4)));
            String term = term(contact);
            if (!OlderRules.find(term, contact) || isNamedReason(term, contact)) {
                continue;
            }
            found++;
            assertThat(ContactSearch.byName(term).matches(contact))
                    .as("\"%s\" in \"%s\" \"%s\"", term, contact.firstName(), contact.lastName())
                    .isTrue();
        }
        assertThat(found).isGreaterThan(SEARCHES / 10);
    }

    @Test
    @Tag("3.30")
    void what_a_match_implies_is_met_by_every_match() {
        int found = 0;
        for (int i = 0; i < SEARCHES; i++) {
            Contact contact = Samples.contact(
                    1, c -> c.firstName(text(4) + "x").lastName(random.nextInt(3) == 0 ? null : text(4)));
            String term = term(contact);
            if (isNoTerm(Texts.visible(term))) {
                continue;
            }
            ContactSearch search = ContactSearch.byName(term);
            if (search.matches(contact)) {
                found++;
                assertThat(search.condition().implied().matches(contact))
                        .as("\"%s\" in \"%s\" \"%s\"", term, contact.firstName(), contact.lastName())
                        .isTrue();
            }
        }
        assertThat(found).isGreaterThan(SEARCHES / 10);
    }

    private String text(int pieces) {
        return IntStream.rangeClosed(0, random.nextInt(pieces))
                .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
    }

    /** A part of the name, parts in another order, or another text. */
    private String term(Contact contact) {
        String name = contact.firstName() + " " + String.valueOf(contact.lastName());
        return switch (random.nextInt(6)) {
            case 0 -> text(3);
            case 1 -> part(name) + " " + part(name);
            case 2 -> part(name).toUpperCase(Locale.ROOT);
            default -> part(name);
        };
    }

    private String part(String text) {
        int[] letters = text.codePoints().toArray();
        int start = random.nextInt(letters.length);
        return new String(letters, start, 1 + random.nextInt(letters.length - start));
    }

    private static boolean isNamedReason(String term, Contact contact) {
        String visible = Texts.visible(term);
        return isNoTerm(visible)
                || hasMarks(visible) // which count in most scripts now
                || hasMarks(contact.firstName())
                || hasMarks(String.valueOf(contact.lastName()))
                || visible.contains("\u00B4"); // which is an apostrophe now, and was a space
    }

    private static boolean isNoTerm(String visible) {
        return Texts.length(visible) < ContactSearch.MIN_TERM_LENGTH // what cannot be seen does not count
                || Folding.fold(visible).codePoints().noneMatch(Character::isLetterOrDigit);
    }

    private static boolean hasMarks(String text) {
        return Normalizer.normalize(Folding.fold(text), Normalizer.Form.NFD)
                .codePoints()
                .anyMatch(c -> Character.getType(c) == Character.NON_SPACING_MARK
                        || Character.getType(c) == Character.COMBINING_SPACING_MARK);
    }

    /** The search by name and the folding of the first version. */
    private static final class OlderRules {
        private static final Pattern MARKS = Pattern.compile("\\p{M}");
        private static final Pattern WHITE_SPACE = Pattern.compile("\\p{IsWhite_Space}+");

        static boolean find(String typed, Contact contact) {
            String term = Texts.trim(typed);
            String folded = fold(term);
            if (isTooShort(term) || isTooShort(folded) || isTooShort(Texts.trim(folded))) {
                return false;
            }
            String name = name(contact.firstName(), contact.lastName());
            return Stream.of(folded.split(" ")).filter(word -> !word.isEmpty()).allMatch(name::contains);
        }

        private static boolean isTooShort(String term) {
            return Texts.length(term) < 2;
        }

        private static String name(String firstName, @Nullable String lastName) {
            String first = fold(firstName);
            return lastName == null ? first : collapse(first + " " + fold(lastName));
        }

        private static String fold(String text) {
            String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
            String lower = MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
            return collapse(lower.replace("ς", "σ")
                    .replace("ß", "ss")
                    .replace("ł", "l")
                    .replace("ø", "o")
                    .replace("đ", "d")
                    .replace("ð", "d")
                    .replace("þ", "th")
                    .replace("æ", "ae")
                    .replace("œ", "oe")
                    .replace("ı", "i")
                    .replace("’", "'"));
        }

        private static String collapse(String text) {
            return WHITE_SPACE.matcher(text).replaceAll(" ");
        }
    }

    @Test
    @Tag("3.113")
    void the_texts_and_the_condition_of_a_search_grow_no_faster_than_names_and_terms() {
        // Where the time for a word grew with the words around it, this would go on for hours.
        int words = 250_000;
        String name = "a b".repeat(words);
        NameTexts texts = new NameTexts(ContactDetails.builder().build(), name, "ö " + name);

        assertThat(String.valueOf(texts.forms()).length())
                .isLessThan(4 * 2 * name.length() + NameTexts.MAX_FORMS * (NameTexts.MAX_FORM_LENGTH + 2));
        assertThat(texts.mayHaveForm("\nc" + name)).isFalse();

        String term = IntStream.range(0, 64).mapToObj(i -> "ö" + i).collect(Collectors.joining(" "));
        SearchCondition condition = ContactSearch.byName(term).condition();
        assertThat(condition.groups())
                .hasSize(64)
                .allSatisfy(group -> assertThat(group).hasSize(4));
    }
}
