package dev.contactbook.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.it.support.Postgres;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README tells the truth: its Java compiles and runs, and {@code expression; // → text} gives that text. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("contactbook.root", ".."));
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern EXPECTATION = Pattern.compile("(?m)^(\\s*)(.+); // → (.*)$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)\\)");

    private static final Pattern POSTGRES = Pattern.compile("\"jdbc:postgresql:[^\"]*\"");

    private static final String IMPORTS = """
            import static dev.contactbook.domain.ContactFields.*;
            import dev.contactbook.api.*;
            import dev.contactbook.domain.*;
            import dev.contactbook.jdbc.*;
            import dev.contactbook.memory.*;
            import dev.contactbook.spi.*;
            import dev.contactbook.tck.*;
            import java.net.InetSocketAddress;
            import java.nio.file.Path;
            import java.time.*;
            import java.util.*;
            import java.util.stream.*;
            import javax.sql.DataSource;
            """;

    @TempDir
    Path classes;

    static Stream<String> javaBlocks() throws IOException {
        return blocks("java");
    }

    @ParameterizedTest
    @MethodSource("javaBlocks")
    void its_java_runs(String block) throws Exception {
        boolean wholeClass = block.startsWith("class ");
        compile(wholeClass ? IMPORTS + block : program(onOurServer(block)));

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            if (!wholeClass) {
                loader.loadClass("Readme").getMethod("run").invoke(null);
            }
        }
        assertThat(classes).isNotEmptyDirectory();
    }

    @Test
    void its_commands_are_the_ones_that_ci_runs() throws IOException {
        String script = Files.readString(ROOT.resolve(".ci/run"));

        List<String> commands = blocks("sh").map(String::strip).toList();

        assertThat(commands)
                .hasSize(2)
                .allSatisfy(command -> assertThat(script.lines()).contains(command));
    }

    @Test
    void its_links_lead_somewhere() throws IOException {
        List<String> links =
                LINK.matcher(readme()).results().map(link -> link.group(1)).toList();

        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
    }

    @Test
    void its_scripts_of_the_tables_are_all_that_there_are() throws IOException {
        String scripts = "adapters-jdbc/src/main/resources/contactbook-schema/";

        List<String> links = LINK.matcher(readme())
                .results()
                .map(link -> link.group(1))
                .filter(link -> link.startsWith(scripts))
                .toList();

        try (Stream<Path> files = Files.walk(ROOT.resolve(scripts))) {
            assertThat(links)
                    .containsExactlyInAnyOrderElementsOf(files.filter(Files::isRegularFile)
                            .map(file -> ROOT.relativize(file).toString())
                            .toList());
        }
    }

    /** The block with a database that is there in place of the reader's. */
    private static String onOurServer(String block) {
        return POSTGRES.matcher(block).replaceAll(found -> {
            try (HikariDataSource schema = Postgres.freshSchema()) {
                return Matcher.quoteReplacement("\"" + schema.getJdbcUrl() + "\"");
            }
        });
    }

    /** The block as a method, with the variables that it uses and does not declare. */
    private static String program(String block) {
        String imports =
                block.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String body = block.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        String variables = variable(
                        body,
                        "dataSource",
                        "DataSource",
                        "org.h2.jdbcx.JdbcConnectionPool.create(\"jdbc:h2:mem:readme\" + System.nanoTime(), \"sa\", \"\")")
                + variable(body, "repository", "ContactRepository", "new InMemoryContactRepository()")
                + variable(body, "contacts", "Contacts", "Contacts.over(new InMemoryContactRepository())")
                + variable(body, "me", "Caller", "Caller.user(789).inOrganization(456)");
        String checked = EXPECTATION
                .matcher(body)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + "check(" + found.group(2) + ", \"" + found.group(3) + "\");"));
        return IMPORTS + imports + "\npublic class Readme {\npublic static void run() throws Exception {\n" + variables
                + checked + "\n}\nstatic void check(Object actual, String expected) {\n"
                + "if (!expected.equals(String.valueOf(actual))) throw new AssertionError(actual + \" is not \" + expected);\n"
                + "}\n}\n";
    }

    private static String variable(String body, String name, String type, String value) {
        boolean declared = Pattern.compile("\\w+ " + name + " =").matcher(body).find();
        return declared ? "" : type + " " + name + " = " + value + ";\n";
    }

    private void compile(String source) {
        String name = source.contains("class Readme ") ? "Readme" : "MyContactRepositoryTest";
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of("-d", classes.toString(), "-proc:none"),
                        null,
                        List.of(
                                new SimpleJavaFileObject(
                                        URI.create("string:///" + name + ".java"), SimpleJavaFileObject.Kind.SOURCE) {
                                    @Override
                                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                                        return source;
                                    }
                                }))
                .call();
        assertThat(compiled).as(() -> messages + "\n" + source).isTrue();
    }

    private static Stream<String> blocks(String language) throws IOException {
        return BLOCK.matcher(readme())
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2));
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }
}
