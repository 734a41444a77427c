package dev.contactbook.it.documents;

import static dev.contactbook.it.documents.MarkdownPage.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The pages tell the truth: their Java compiles and runs, their links lead somewhere, their commands exist. */
class DocumentsTest {
    private static final String SCRIPTS = "adapters-jdbc/src/main/resources/contactbook-schema";
    private static final Pattern ABSOLUTE = Pattern.compile("(https?|mailto):.+");

    @TempDir
    Path classes;

    static List<MarkdownPage> pages() {
        return MarkdownPage.all();
    }

    static Stream<Named<PageProgram>> programs() {
        return pages().stream().flatMap(DocumentsTest::programs);
    }

    private static Stream<Named<PageProgram>> programs(MarkdownPage page) {
        List<MarkdownPage.Block> blocks = page.blocks("java");
        if (blocks.isEmpty() || page.isOneProgram()) {
            return blocks.isEmpty() ? Stream.empty() : Stream.of(Named.of(page.name(), new PageProgram(blocks)));
        }
        return blocks.stream()
                .map(block -> Named.of(
                        page + ": " + block.text().strip().lines().findFirst().orElse(""),
                        new PageProgram(List.of(block))));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void their_Java_compiles_and_runs(PageProgram program) throws Exception {
        program.run(classes);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void their_excerpts_are_in_the_files_that_they_name(MarkdownPage page) throws IOException {
        for (MarkdownPage.Block excerpt : page.excerpts()) {
            Path file = ROOT.resolve(page.name()).resolveSibling(excerpt.file().orElseThrow());

            assertThat(MarkdownPage.Block.unindented(Files.readString(file))).contains(excerpt.lines());
        }
    }

    @Test
    void an_excerpt_names_its_file_and_is_no_program() {
        MarkdownPage page = new MarkdownPage("a page", "```java Some.java\n  int i;\n```\n```java\nint j;\n```\n");

        assertThat(page.excerpts()).extracting(MarkdownPage.Block::lines).containsExactly("int i;");
        assertThat(page.blocks("java")).extracting(MarkdownPage.Block::text).containsExactly("int j;\n");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void their_links_lead_somewhere(MarkdownPage page) {
        List<String> broken = new ArrayList<>();
        for (String link : page.links()) {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty()
                    ? ROOT.resolve(page.name())
                    : ROOT.resolve(page.name()).resolveSibling(parts[0]).normalize();
            if (ABSOLUTE.matcher(link).matches()) {
                continue;
            }
            if (!Files.exists(target)
                    || (parts.length == 2
                            && !MarkdownPage.of(ROOT.relativize(target).toString())
                                    .anchors()
                                    .contains(parts[1]))) {
                broken.add(link);
            }
        }

        assertThat(broken).as(page.name()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void their_commands_name_what_there_is(MarkdownPage page) {
        assertThat(Command.of(page).flatMap(Command::mistakes)).as(page.name()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void their_xml_is_well_formed_and_names_artifacts_of_this_version(MarkdownPage page) throws Exception {
        String version = text(parse(Files.readString(ROOT.resolve("pom.xml"))).getDocumentElement(), "version");
        for (MarkdownPage.Block block : page.blocks("xml")) {
            NodeList elements = parse("<all>" + block.text() + "</all>").getElementsByTagName("dependency");
            for (int i = 0; i < elements.getLength(); i++) {
                Element dependency = (Element) elements.item(i);
                if (text(dependency, "groupId").equals("dev.contactbook")) {
                    assertThat(artifacts()).contains(text(dependency, "artifactId"));
                    assertThat(text(dependency, "version")).isIn("", version);
                }
            }
        }
    }

    @Test
    void the_commands_of_the_README_are_the_ones_that_ci_runs() throws IOException {
        List<String> script = Files.readAllLines(ROOT.resolve(".ci/run"));

        List<String> commands = readme().blocks("sh").stream()
                .map(block -> block.text().strip())
                .toList();

        assertThat(commands).hasSize(2).allSatisfy(command -> assertThat(script).contains(command));
    }

    @Test
    void the_README_is_read_in_five_minutes() {
        // A feature that is added may cost a line, up to 170 of them for ever.
        assertThat(readme().text().lines().count()).isLessThanOrEqualTo(123);
        assertThat(readme().text().strip().split("\\s+")).hasSizeLessThanOrEqualTo(1_200);
    }

    @Test
    void CONTRIBUTING_and_the_page_of_performance_are_short() {
        assertThat(MarkdownPage.of("CONTRIBUTING.md").text().lines().count()).isLessThanOrEqualTo(80);
        assertThat(MarkdownPage.of("docs/explanation/performance.md")
                        .text()
                        .lines()
                        .count())
                .isLessThanOrEqualTo(90);
    }

    @Test
    void each_feature_in_the_README_is_one_line_with_one_link() {
        String text = readme().text();
        List<String> features = text.substring(text.indexOf("## Features"), text.indexOf("## What it is not"))
                .lines()
                .skip(1)
                .filter(line -> !line.isBlank())
                .toList();

        assertThat(features).hasSizeGreaterThanOrEqualTo(9).allSatisfy(feature -> {
            MarkdownPage line = new MarkdownPage("a feature", feature);
            assertThat(line.links()).hasSize(1);
            assertThat(line.prose().replaceAll("[^\\p{L}\\p{N} '-]", "").strip().split(" +"))
                    .hasSizeLessThanOrEqualTo(16); // 15 and the hyphen of the list
        });
    }

    @Test
    void the_guide_to_databases_has_every_script_of_the_tables() throws IOException {
        List<String> links = MarkdownPage.of("docs/how-to/database.md").links().stream()
                .filter(link -> link.startsWith("../../" + SCRIPTS))
                .map(link -> link.substring("../../".length()))
                .toList();

        try (Stream<Path> files = Files.walk(ROOT.resolve(SCRIPTS))) {
            assertThat(links)
                    .containsExactlyInAnyOrderElementsOf(files.filter(Files::isRegularFile)
                            .map(file -> ROOT.relativize(file).toString())
                            .toList());
        }
    }

    @Test
    void every_page_is_reached_from_the_README() {
        List<String> reached = new ArrayList<>(List.of("README.md"));
        for (int i = 0; i < reached.size(); i++) {
            String name = reached.get(i);
            MarkdownPage.of(name).links().stream()
                    .map(link -> link.split("#", 2)[0])
                    .filter(link ->
                            link.endsWith(".md") && !ABSOLUTE.matcher(link).matches())
                    .map(link -> ROOT.relativize(
                                    ROOT.resolve(name).resolveSibling(link).normalize())
                            .toString())
                    .filter(page -> Files.exists(ROOT.resolve(page)) && !reached.contains(page))
                    .forEach(reached::add);
        }

        assertThat(pages())
                .extracting(MarkdownPage::name)
                .allSatisfy(page -> assertThat(reached).contains(page));
    }

    private static MarkdownPage readme() {
        return MarkdownPage.of("README.md");
    }

    /** Artifacts of the modules below the root. */
    private static List<String> artifacts() throws Exception {
        List<String> artifacts = new ArrayList<>();
        try (Stream<Path> below = Files.list(ROOT);
                Stream<Path> extras = Files.list(ROOT.resolve("extras"))) {
            for (Path pom : Stream.concat(below, extras)
                    .map(module -> module.resolve("pom.xml"))
                    .filter(Files::exists)
                    .toList()) {
                artifacts.add(text(parse(Files.readString(pom)).getDocumentElement(), "artifactId"));
            }
        }
        return artifacts;
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    /** The text of a child, empty where it has none of that name. */
    private static String text(Element parent, String child) {
        NodeList children = parent.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i).getNodeName().equals(child)) {
                return children.item(i).getTextContent().strip();
            }
        }
        return "";
    }
}
