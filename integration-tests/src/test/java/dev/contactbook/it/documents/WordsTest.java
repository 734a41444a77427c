package dev.contactbook.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sentences that a reader reads once (the style guide in CONTRIBUTING): none has a semicolon or a word that is read
 * twice. A page that quotes such a word writes it as code.
 */
class WordsTest {
    private static final Pattern BANNED = Pattern.compile(
            "(?i)\\b(whoever|whatever|at\\s+once|anew|for\\s+good|one\\s+who|nobody|he|him|his|himself)\\b|;");
    private static final Pattern ENTITY = Pattern.compile("&#?\\w+;");

    static Stream<MarkdownPage> pages() {
        return MarkdownPage.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pages_have_no_banned_word_and_no_semicolon(MarkdownPage page) {
        assertThat(banned(page.prose())).as(page.name()).isEmpty();
    }

    /** The lines with what is banned. */
    private static List<String> banned(String prose) {
        String text = ENTITY.matcher(prose).replaceAll("");
        return BANNED.matcher(text)
                .results()
                .map(found -> found.group() + ": ..." + around(text, found.start()) + "...")
                .toList();
    }

    private static String around(String text, int position) {
        return text.substring(Math.max(0, position - 40), Math.min(text.length(), position + 40))
                .replace('\n', ' ');
    }
}
