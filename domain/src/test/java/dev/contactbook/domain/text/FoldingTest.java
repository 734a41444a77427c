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
        "ﷺ, صلي الله عليه وسلم",
        "ỗ, o",
        "Ёлка, елка",
        "😀, 😀",
        "𐐀, 𐐨",
        "100%_\\*, 100%_\\*",
    })
    @Tag("3.38")
    void each_step_of_the_folding_is_taken(String text, String folded) {
        assertThat(Folding.fold(text)).isEqualTo(folded);
    }

    @ParameterizedTest
    @CsvSource({
        "Ħajj, hajj",
        "Əli, eli",
        "Ŋaŋa, nana",
        "Ŧŧ Ƒƒ Ɓɓ Ɗɗ Ƙƙ Ƴƴ Ɛɛ Ɔɔ, tt ff bb dd kk yy ee oo",
        "Ĳ, ij",
        "ٱحمد, احمد",
        "أحمد, احمد",
        "موسى, موسي",
        "علی, علي",
        "کریم, كريم",
        "فاطمة, فاطمه",
        "محـــمد, محمد",
        "ひらがな ゞ, ヒラガナ ヾ",
        "ｶﾞ, ガ",
    })
    @Tag("3.117")
    void letters_that_no_decomposition_reaches_are_replaced(String text, String folded) {
        assertThat(Folding.fold(text))
                .isEqualTo(
                        Normalizer.normalize(folded, Normalizer.Form.NFKD).equals(folded)
                                ? folded
                                : Normalizer.normalize(folded, Normalizer.Form.NFC));
    }

    @ParameterizedTest
    @CsvSource({
        "José, jose",
        "Ἀθῆναι, αθηναι",
        "Й, и",
        "שָׁלוֹם, שלום",
        "مُحَمَّد, محمد",
        "1\u20E3 \u0301, '1 '",
        "हिन्दी, हिन्दी",
        "शिव, शिव",
        "মীরা, মীরা",
        "மீரா, மீரா",
        "ปู่, ปู่",
        "ភូមិ, ភូមិ",
        "がぎ, ガギ",
        "か\u3099, ガ",
        "É\u0E34, e",
        "1\u0E34, 1\u0E34",
    })
    @Tag("3.116")
    void marks_go_from_the_letters_of_five_scripts_only(String text, String folded) {
        assertThat(Folding.fold(text)).isEqualTo(folded);
    }

    @Test
    @Tag("3.115")
    void what_cannot_be_seen_is_dropped() {
        IntStream invisible = IntStream.range(0, 0x110000).filter(Invisible::is);

        assertThat(invisible)
                .allSatisfy(c -> assertThat(Folding.fold("a" + Character.toString(c) + "b"))
                        .isEqualTo("ab"));
        assertThat(Folding.fold("ع\u200Cل")).isEqualTo("عل");
        assertThat(Folding.fold("क\u200D्ष")).isEqualTo("क्ष");
    }

    @Test
    @Tag("3.115")
    void every_apostrophe_is_one_and_every_dash() {
        String apostrophes = "'`\u00B4\u02B9\u02BB\u02BC\u2018\u2019\u201B\u2032\u05F3\uFF07";
        IntStream dashes = IntStream.concat(
                IntStream.of(0x2212),
                IntStream.range(0, 0x20000).filter(c -> Character.getType(c) == Character.DASH_PUNCTUATION));

        assertThat(Folding.fold(apostrophes)).isEqualTo("'".repeat(apostrophes.length()));
        assertThat(dashes)
                .allSatisfy(c -> assertThat(Folding.fold(Character.toString(c))).isEqualTo("-"));
    }

    @ParameterizedTest
    @CsvSource({
        "Röhlen, roehlen",
        "Ro\u0308hlen, roehlen",
        "Ro\u0323\u0308hlen, roehlen",
        "SØREN ÅSE ÄÜ, soeren aase aeue",
        "Əli, ali",
        "Joel Samuel Aalund, joel samuel aalund",
        "Zoë Čapek ё, zoe capek е",
    })
    @Tag("3.114")
    void letters_with_a_second_spelling_can_be_written_out(String text, String writtenOut) {
        assertThat(Folding.foldWrittenOut(text, 255)).isEqualTo(writtenOut);
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
        "ﷺ, 5, صلي ا",
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
    @CsvSource({
        "Σ, σ",
        "ς, σ",
        "aΣ, aσ",
        "\u0301\u0323, ''",
        "Å, a",
        "각, 각",
        "İ, i",
        "ß, ss",
        "क़, क़",
        "\u0E38\u0E48, \u0E38\u0E48",
        "か\u3099, ガ",
        "\u200B, ''",
        "´, ''''"
    })
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
        // After a letter of four bytes, no letter is looked up as one char.
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
    @Tag("3.116")
    void what_is_folded_stays_so_and_has_no_marks_of_the_five_scripts() {
        Pattern mark = Pattern.compile(
                "[\\p{M}&&[\\p{IsInherited}\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}\\p{IsHebrew}\\p{IsArabic}]]");

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
            // Compatibility forms take an accent for a space with a mark, and the folding for an apostrophe.
            String text = random.ints(0x20, Character.MIN_SURROGATE)
                    .filter(c -> c != 0xB4 && c != 0x1FFD)
                    .map(c -> random.nextInt(4) > 0 ? c : 0x0900 + c % 0x0800)
                    .limit(1 + random.nextInt(8))
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
        assertThat(Folding.VERSION / 1_000).isEqualTo(Folding.RULES);
        assertThat(Folding.VERSION % 1_000).isEqualTo(Runtime.version().feature());
    }

    @Test
    void a_long_text_is_folded_no_further_than_its_limit() {
        List<String> parts = List.of(
                "a", " ", "\t", "É", "e", "\u0301", "\u0327", "ﷺ", "Σ", "ß", "\ud83d\ude00", "한", "İ", "क़", "़");
        Random random = Samples.random();
        for (int i = 0; i < 200; i++) {
            String text =
                    random.ints(5_000, 0, parts.size()).mapToObj(parts::get).collect(Collectors.joining());
            int limit = random.nextInt(100);

            assertThat(Folding.fold(text, limit)).isEqualTo(Texts.cut(Folding.fold(text), limit));
        }
        assertThat(Folding.fold("ﷺ".repeat(100_000), 255)).hasSize(255);
        assertThat(Folding.fold("\u0301".repeat(100_000) + "é", 255)).isEqualTo("e");
    }
}
