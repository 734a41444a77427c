package dev.contactbook.it.documents;

import static dev.contactbook.it.documents.ContractDocumentTest.RULE;
import static dev.contactbook.it.documents.MarkdownPage.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Documents name types and rules that exist, and decisions have a number each. */
class DocumentNamesTest {
    /** Pages about the past, whose names may be gone. */
    private static final Pattern PAST = Pattern.compile("CHANGELOG|UPGRADING|benchmarks|test-quality");

    private static final Pattern BLOCK = Pattern.compile("(?s)```.*?```");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]+[A-Z]\\w*)[^`]*`");
    private static final Pattern WORD = Pattern.compile("\\b[A-Z][a-z]+[A-Z]\\w*");
    private static final Pattern CITED_RULE = Pattern.compile("\\(?(?<![\\d.])(\\d\\.\\d{1,2})\\)");
    private static final Pattern DECISION = Pattern.compile("(?m)^- (\\*\\*(\\d+)\\*\\* )?((?:.|\\n {2})*)");
    private static final Pattern SENTENCE = Pattern.compile("[.?](?= [A-Z`\"(\\d]|$)");

    private static final Set<String> SOURCES = new HashSet<>();

    @BeforeAll
    static void readSources() throws IOException {
        for (Path source : files(".java")) {
            WORD.matcher(Files.readString(source))
                    .results()
                    .map(MatchResult::group)
                    .forEach(SOURCES::add);
        }
    }

    @Test
    void every_type_that_a_page_names_is_in_the_sources() throws IOException {
        List<String> unknown = new ArrayList<>();
        for (Path page : files(".md")) {
            if (!PAST.matcher(page.toString()).find()) {
                unknown(Files.readString(page)).forEach(type -> unknown.add(ROOT.relativize(page) + ": " + type));
            }
        }

        assertThat(SOURCES).hasSizeGreaterThan(300);
        assertThat(unknown).isEmpty();
    }

    @Test
    void a_type_that_is_in_no_source_is_found() {
        // Two halves, since this file is a source.
        assertThat(unknown("`Contacts` and `InMemoryContactRepository`, `" + "Forgotten" + "Type.of()`"))
                .containsExactly("Forgotten" + "Type");
    }

    @Test
    void every_decision_has_a_number_of_its_own_and_at_most_three_sentences() throws IOException {
        String decisions = Files.readString(ROOT.resolve("docs/explanation/decisions.md"));
        List<MatchResult> all = DECISION.matcher(decisions).results().toList();

        assertThat(all).hasSizeGreaterThan(200).allSatisfy(decision -> {
            assertThat(decision.group(2)).as(decision.group()).isNotNull();
            assertThat(SENTENCE.matcher(
                                    decision.group(3).replaceAll("\\s+", " ").strip())
                            .results()
                            .count())
                    .as(decision.group())
                    .isBetween(1L, 3L);
        });
        assertThat(all.stream().map(decision -> decision.group(2))).doesNotHaveDuplicates();
    }

    @Test
    void every_rule_that_decisions_cite_is_in_the_contract() throws IOException {
        List<String> rules =
                found(RULE, "docs/reference/contract.md", "docs/reference/rest.md", "docs/reference/interchange.md");

        assertThat(found(CITED_RULE, "docs/explanation/decisions.md"))
                .hasSizeGreaterThan(3)
                .isSubsetOf(rules);
    }

    private static List<String> found(Pattern pattern, String... pages) throws IOException {
        List<String> found = new ArrayList<>();
        for (String page : pages) {
            pattern.matcher(Files.readString(ROOT.resolve(page)))
                    .results()
                    .forEach(result -> found.add(result.group(1)));
        }
        return found;
    }

    /** The types in the code of a page's prose that no source has. */
    private static List<String> unknown(String page) {
        return TYPE.matcher(BLOCK.matcher(page).replaceAll(""))
                .results()
                .map(type -> type.group(1))
                .filter(type -> !SOURCES.contains(type) && !isInJava(type))
                .distinct()
                .toList();
    }

    private static boolean isInJava(String type) {
        return Stream.of("java.lang.", "java.util.", "java.sql.").anyMatch(prefix -> {
            try {
                Class.forName(prefix + type);
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        });
    }

    private static List<Path> files(String end) throws IOException {
        try (Stream<Path> parts = Files.list(ROOT)) {
            return parts.filter(part -> !part.getFileName().toString().startsWith("."))
                    .flatMap(DocumentNamesTest::walk)
                    .filter(file -> file.toString().endsWith(end))
                    .filter(file -> !file.toString().contains("/target/")
                            && !file.toString().contains("/node_modules/"))
                    .toList();
        }
    }

    private static Stream<Path> walk(Path part) {
        try {
            return Files.walk(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
