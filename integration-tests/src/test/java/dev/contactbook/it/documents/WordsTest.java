package dev.contactbook.it.documents;

import static dev.contactbook.it.documents.MarkdownPage.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sentences that a reader reads once (the style guide in CONTRIBUTING): none has a semicolon or a word that is read
 * twice. A page that quotes such a word writes it as code.
 */
class WordsTest {
    private static final Pattern BANNED = Pattern.compile(
            "(?i)\\b(whoever|whatever|at\\s+once|anew|for\\s+good|one\\s+who|nobody|he|him|his|himself)\\b|;");
    private static final List<String> PUBLISHED = List.of(
            "domain",
            "ports",
            "adapters-memory",
            "adapters-jdbc",
            "adapters-rest",
            "tck",
            "extras/testkit",
            "extras/interchange");

    /** Modules without a description of what they export: all of their public types are. */
    private static final List<String> WHOLE =
            List.of("extras/spring", "extras/spring-boot-4-starter", "extras/spring-boot-4-test");

    private static final int LONGEST_LINE = 120;

    private static final Pattern EXPORT = Pattern.compile("(?m)^ *exports ([\\w.]+);");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^public (?:[a-z-]+ )*(?:class|interface|enum|record) ");
    private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");
    private static final Pattern NO_PROSE = Pattern.compile(
            "(?s)<pre>.*?</pre>|\\{@(?:code|literal|link|linkplain) [^}]*\\}|(?m)^ *\\* ?|@(?:param|throws) \\S+");
    private static final Pattern ENTITY = Pattern.compile("&#?\\w+;");

    static Stream<MarkdownPage> pages() {
        return MarkdownPage.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pages_have_no_banned_word_and_no_semicolon(MarkdownPage page) {
        assertThat(banned(page.prose())).as(page.name()).isEmpty();
    }

    /** Not tables, addresses, and what programs print. */
    @ParameterizedTest
    @MethodSource("pages")
    void pages_have_no_line_above_120(MarkdownPage page) {
        assertThat(page.lines().filter(line -> !line.contains("|") && !line.contains("](")))
                .filteredOn(line -> line.codePointCount(0, line.length()) > LONGEST_LINE)
                .as(page.name())
                .isEmpty();
    }

    static Stream<String> modules() {
        return Stream.concat(PUBLISHED.stream(), WHOLE.stream());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void code_has_no_line_above_120(String module) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readAllLines(file))
                        .as(file.getFileName().toString())
                        .allMatch(line -> line.length() <= LONGEST_LINE);
            }
        }
    }

    static Stream<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : PUBLISHED) {
            Path root = ROOT.resolve(module).resolve("src/main/java");
            for (MatchResult exported : EXPORT.matcher(Files.readString(root.resolve("module-info.java")))
                    .results()
                    .toList()) {
                try (Stream<Path> files =
                        Files.list(root.resolve(exported.group(1).replace('.', '/')))) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                }
            }
        }
        for (String module : WHOLE) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void Javadoc_of_public_types_has_neither(Path source) throws IOException {
        String text = Files.readString(source);
        if (PUBLIC_TYPE.matcher(text).find() || source.endsWith("package-info.java")) {
            assertThat(banned(javadoc(text))).isEmpty();
        }
    }

    @Test
    void planted_words_are_found_in_prose_and_nowhere_else() {
        String source = """
                /**
                 * Whoever reads this &lt;b&gt;; it ends.
                 *
                 * <pre>{@code at once; }</pre>
                 *
                 * @param anew what {@code nobody;} or {@link Whatever him} says
                 */
                int whoever; // at once
                """;

        assertThat(banned(javadoc(source)))
                .satisfiesExactly(
                        word -> assertThat(word).startsWith("Whoever: "),
                        sign -> assertThat(sign).startsWith(";: "));
    }

    /** The prose of all Javadoc in a source. */
    private static String javadoc(String source) {
        return JAVADOC.matcher(source)
                .results()
                .map(comment -> NO_PROSE.matcher(comment.group(1)).replaceAll(""))
                .collect(Collectors.joining("\n"));
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
