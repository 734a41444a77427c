package dev.contactbook.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Samples;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract §3, folding. */
class FoldingTest {
    @ParameterizedTest
    @CsvSource({
        "José, jose",
        "jose, jose",
        "Straße, strasse",
        "STRASSE, strasse",
        "ẞ, ss",
        "ΟΔΥΣΣΕΎΣ, οδυσσευσ",
        "οδυσσεύς, οδυσσευσ",
        "Łódź, lodz",
        "Øre, ore",
        "Đorđe, dorde",
        "Ðað, dad",
        "Þór, thor",
        "Æsa, aesa",
        "Œuvre, oeuvre",
        "ıIİi, iiii",
        "O’Brien, o'brien",
        "ﬁ, fi",
        "Ａ①, a1",
        "𝐀, a",
        "ﷺ, صلى الله عليه وسلم",
        "ỗ, o",
        "Ёлка, елка",
        "हिन्दी, हनद",
        "😀, 😀",
        "𐐀, 𐐨",
        "a\u200Db, a\u200Db",
        "100%_\\*, 100%_\\*",
    })
    @Tag("3.38")
    void each_step_of_the_folding_is_taken(String text, String folded) {
        assertThat(Folding.fold(text)).isEqualTo(folded);
    }

    @Test
    @Tag("3.38")
    void a_run_of_any_white_space_becomes_one_space() {
        List<String> whiteSpace = IntStream.rangeClosed(0, Character.MAX_VALUE)
                .mapToObj(Character::toString)
                .filter(c -> c.matches("\\p{IsWhite_Space}"))
                .toList();
        String run = String.join("", whiteSpace);

        assertThat(whiteSpace)
                .hasSize(25)
                .allSatisfy(c -> assertThat(Folding.fold("a" + c + "b")).isEqualTo("a b"));
        assertThat(Folding.fold(run + "é" + run + "b")).isEqualTo(" e b");
        assertThat(Folding.fold("a \t\r\n b ")).isEqualTo("a b ");
    }

    @ParameterizedTest
    @CsvSource({
        "ﷺ, 5, صلى ا",
        "ßßß, 5, sssss",
        "Straße, 7, strasse",
        "Straße, 6, strass",
        "😀😀😀, 2, 😀😀",
        "abc, 0, ''"
    })
    @Tag("3.39")
    void the_result_is_cut_to_a_number_of_code_points(String text, int limit, String folded) {
        assertThat(Folding.fold(text, limit)).isEqualTo(folded);
    }

    /**
     * Where the time for one letter grew with the letters around it, this would go on for the better part of an hour.
     */
    @ParameterizedTest
    @CsvSource({"Σ, σ", "ς, σ", "aΣ, aσ", "\u0301\u0323, ''", "Å, a", "각, 각", "İ, i", "ß, ss"})
    void half_a_million_letters_are_folded_as_one_is(String letter, String folded) {
        assertThat(Folding.fold(letter.repeat(500_000)))
                .isEqualTo(Folding.fold(folded).repeat(500_000));
    }

    @Test
    @Tag("3.38")
    void letters_that_are_looked_up_one_by_one_fold_as_the_whole_text_does() {
        String all = IntStream.rangeClosed(1, Character.MAX_VALUE)
                .filter(letter -> !Character.isSurrogate((char) letter))
                .mapToObj(Character::toString)
                .collect(Collectors.joining("a"));
        // A text with a letter of four bytes is normalized as a whole.
        String beside = "😀";

        assertThat(beside + Folding.fold("x" + all)).isEqualTo(Folding.fold(beside + "x" + all));
    }

    @Test
    void ascii_folds_alone_as_it_does_beside_other_letters() {
        assertThat(IntStream.range(0, 0x80)).allSatisfy(c -> {
            String text = "x" + Character.toString(c);

            assertThat(Folding.fold(text) + "o").isEqualTo(Folding.fold(text + "Ö"));
        });
    }

    @Test
    @Tag("3.38")
    void the_locale_of_the_machine_does_not_matter() {
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));

            assertThat(Folding.fold("TITLE")).isEqualTo("title");
            assertThat(Folding.fold("TÍTLE")).isEqualTo("title");
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void what_is_folded_stays_so_and_has_no_marks() {
        Pattern mark = Pattern.compile("\\p{M}");

        // Ideographs and the planes of private use have no other form.
        IntStream unstable = IntStream.range(0, 0x30000)
                .filter(c -> Character.isDefined(c) && !Character.isIdeographic(c))
                .filter(c -> {
                    String folded = Folding.fold(Character.toString(c));
                    return !Folding.fold(folded).equals(folded)
                            || mark.matcher(folded).find();
                });

        assertThat(unstable).isEmpty();
    }

    @Test
    void texts_that_look_the_same_fold_the_same() {
        Random random = Samples.random();
        for (int i = 0; i < 1_000; i++) {
            String text = random.ints(1 + random.nextInt(8), 0x20, Character.MIN_SURROGATE)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            String folded = Folding.fold(text);

            for (Normalizer.Form form : Normalizer.Form.values()) {
                assertThat(Folding.fold(Normalizer.normalize(text, form))).isEqualTo(folded);
            }
            assertThat(Folding.fold(folded)).isEqualTo(folded);
        }
    }

    @Test
    void the_version_tells_jdks_apart() {
        assertThat(Folding.VERSION % 1_000).isEqualTo(Runtime.version().feature());
    }

    @Test
    void a_text_folded_in_pieces_is_that_folded_as_a_whole() {
        List<String> parts =
                List.of("a", " ", "\t", "É", "e", "\u0301", "\u0327", "ﷺ", "Σ", "ß", "\ud83d\ude00", "한", "İ");
        long seed = Long.getLong("contactbook.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String text = random.ints(random.nextInt(30), 0, parts.size())
                    .mapToObj(parts::get)
                    .collect(Collectors.joining());
            int limit = random.nextInt(40);
            int piece = 1 + random.nextInt(8);

            assertThat(Folding.fold(text, limit, piece))
                    .as("contactbook.seed=%s, pieces of %s", seed, piece)
                    .isEqualTo(Texts.cut(Folding.fold(text), limit));
        }
        assertThat(Folding.fold("ﷺ".repeat(100_000), 255)).hasSize(255);
        assertThat(Folding.fold("\u0301".repeat(100_000) + "é", 255)).isEqualTo("e");
    }
}
