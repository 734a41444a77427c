package dev.contactbook.it.documents;

import static dev.contactbook.it.documents.MarkdownPage.ROOT;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule of the contract has a test that names it, and each name of a rule or a section names one that exists. */
class ContractDocumentTest {
    private static final String TESTS = "src/test/java/";
    private static final String PRODUCT = "src/main/java/";

    /** The number of a rule, where it is said. */
    static final Pattern RULE = Pattern.compile("(?m)^\\*\\*(\\d+\\.\\d+)\\*\\* ");

    private static final Pattern SECTION = Pattern.compile("(?m)^## (\\d+) ");
    private static final Pattern ANNOTATIONS = Pattern.compile("(?m)^\\s*@.*$");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(\\d+\\.\\d+)\"\\)");
    private static final Pattern CITATION = Pattern.compile("[Cc]ontract[\\s*]+(§[^.)]*)");
    private static final Pattern CITED = Pattern.compile("§(\\d+)");

    private static final String DOCUMENT =
            "## 1 Words\n\n**1.1** One.\n**1.2** Two.\n\n## 2 Contact\n\n**2.1** Three.\n";
    private static final Map<String, String> TESTED = Map.of("ATest", tag("1.1"), "BTest", tag("1.2") + tag("2.1"));
    private static final Map<String, String> CITING = Map.of("A", "/** It is so (contract §1, §2). */");

    @Test
    void every_rule_has_a_test_and_every_name_of_a_rule_has_a_rule() throws IOException {
        String document = contract();
        Map<String, String> tests = sources(TESTS);
        Map<String, String> product = sources(PRODUCT);

        assertThat(all(RULE, document)).hasSizeBetween(60, 390);
        assertThat(tests).hasSizeGreaterThan(30);
        assertThat(product).hasSizeGreaterThan(50);
        assertThat(product.values().stream().flatMap(source -> all(CITATION, source)))
                .hasSizeGreaterThan(30);
        assertThat(faults(document, tests, product)).isEmpty();
    }

    @Test
    void a_document_whose_rules_all_have_tests_has_no_fault() {
        assertThat(faults(DOCUMENT, TESTED, CITING)).isEmpty();
    }

    @Test
    void a_rule_without_a_test_is_a_fault() {
        assertThat(faults(DOCUMENT + "**2.2** Four.\n", TESTED, CITING)).containsExactly("Rule 2.2 has no test");
    }

    @Test
    void a_tag_that_is_commented_out_is_no_test() {
        Map<String, String> tests = Map.of("ATest", tag("1.1") + tag("1.2") + "    //" + tag("2.1"));

        assertThat(faults(DOCUMENT, tests, CITING)).containsExactly("Rule 2.1 has no test");
    }

    @Test
    void a_test_of_a_rule_that_is_not_there_is_a_fault() {
        String document = DOCUMENT.replace("**2.1**", "**2.2**");

        assertThat(faults(document, TESTED, CITING))
                .containsExactly("Rule 2.2 has no test", "[BTest] test 2.1, which is no rule");
    }

    @Test
    void a_number_given_twice_is_a_fault() {
        assertThat(faults(DOCUMENT + "**2.1** Four.\n", TESTED, CITING)).containsExactly("Rule 2.1 is there twice");
    }

    @Test
    void a_rule_that_stands_in_the_section_of_another_is_a_fault() {
        Map<String, String> tests = Map.of("ATest", TESTED.get("ATest") + TESTED.get("BTest") + tag("1.3"));

        assertThat(faults(DOCUMENT + "**1.3** Four.\n", tests, CITING))
                .containsExactly("Rule 1.3 is not in its section");
    }

    @Test
    void javadoc_that_cites_a_section_that_is_not_there_is_a_fault() {
        Map<String, String> product =
                Map.of("A", "/** It is so (contract\n * §1, list; §7). */", "B", "// (contract §3)");

        assertThat(faults(DOCUMENT, TESTED, product))
                .containsExactlyInAnyOrder(
                        "A cites §7 of the contract, which is not there",
                        "B cites §3 of the contract, which is not there");
    }

    /** What is wrong; the sources of tests and product by their names. */
    private static List<String> faults(String document, Map<String, String> tests, Map<String, String> product) {
        List<String> faults = new ArrayList<>();
        List<String> rules = all(RULE, document).toList();
        Set<String> sections = all(SECTION, document).collect(toSet());
        Map<String, TreeSet<String>> tested = tested(tests);

        rules.stream()
                .filter(rule -> !tested.containsKey(rule))
                .forEach(rule -> faults.add("Rule " + rule + " has no test"));
        tested.forEach((rule, names) -> {
            if (!rules.contains(rule)) {
                faults.add(names + " test " + rule + ", which is no rule");
            }
        });
        rules.stream()
                .filter(rule -> rules.indexOf(rule) != rules.lastIndexOf(rule))
                .distinct()
                .forEach(rule -> faults.add("Rule " + rule + " is there twice"));
        for (String section : document.split("(?m)^(?=## )", -1)) {
            String number = all(SECTION, section).findFirst().orElse("?");
            all(RULE, section)
                    .filter(rule -> !rule.startsWith(number + "."))
                    .forEach(rule -> faults.add("Rule " + rule + " is not in its section"));
        }
        product.forEach((name, source) -> all(CITATION, source)
                .flatMap(citation -> all(CITED, citation))
                .filter(section -> !sections.contains(section))
                .forEach(section -> faults.add(name + " cites §" + section + " of the contract, which is not there")));
        return faults;
    }

    /** Which sources test a rule, by its number. */
    private static Map<String, TreeSet<String>> tested(Map<String, String> tests) {
        return tests.entrySet().stream()
                .flatMap(test -> ANNOTATIONS
                        .matcher(test.getValue())
                        .results()
                        .map(MatchResult::group)
                        .flatMap(line -> all(TAG, line))
                        .map(rule -> Map.entry(rule, test.getKey())))
                .collect(groupingBy(
                        Map.Entry::getKey, TreeMap::new, mapping(Map.Entry::getValue, toCollection(TreeSet::new))));
    }

    /** The contract, whose sections 7 and 8 have a page of their own. */
    private static String contract() {
        return Stream.of("contract", "rest", "interchange")
                .map(page -> read(ROOT.resolve("docs/reference/" + page + ".md")))
                .collect(joining("\n"));
    }

    private static Stream<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1));
    }

    private static String tag(String rule) {
        return "    @Tag(\"" + rule + "\")\n";
    }

    /** The Java sources of all modules in a folder that each of them has, by path. */
    private static Map<String, String> sources(String folder) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT);
                Stream<Path> extras = Files.list(ROOT.resolve("extras"))) {
            for (Path tree : Stream.concat(modules, extras)
                    .map(module -> module.resolve(folder))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tree)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .forEach(file -> sources.put(ROOT.relativize(file).toString(), read(file)));
                }
            }
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
