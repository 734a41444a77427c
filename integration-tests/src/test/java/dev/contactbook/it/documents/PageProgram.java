package dev.contactbook.it.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.it.support.Postgres;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * The Java of a page, as a program: {@code expression; // → text} has to give that text. A block that begins with a
 * class is a file of its own, and is run as a test where it is one.
 */
final class PageProgram {
    /** A name that no page uses. */
    private static final String MAIN = "BlocksOfThePage";

    private static final Pattern EXPECTATION = Pattern.compile("(?m)^(\\s*)(.+); // → (.*)$");
    private static final Pattern POSTGRES = Pattern.compile("\"jdbc:postgresql:[^\"]*\"");
    private static final Pattern TYPE = Pattern.compile("(?:import [^\\n]*\\n|\\n|@[^\\n]*\\n)*"
            + "(?:public |final |abstract |sealed )*(?:class|record|interface|enum) (\\w+)");
    private static final Pattern TEST = Pattern.compile("@Test\\b|extends \\w+Contract\\b");

    private static final String IMPORTS = """
            import static dev.contactbook.domain.ContactFields.*;
            import dev.contactbook.api.*;
            import dev.contactbook.domain.*;
            import dev.contactbook.jdbc.*;
            import dev.contactbook.memory.*;
            import dev.contactbook.spi.*;
            import dev.contactbook.tck.*;
            import dev.contactbook.testkit.*;
            import java.net.InetSocketAddress;
            import java.nio.file.Path;
            import java.time.*;
            import java.util.*;
            import java.util.stream.*;
            import javax.sql.DataSource;
            """;

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** One for all pages, since it opens every library once. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, UTF_8);

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<String> tests = new ArrayList<>();

    /** A program of some blocks, one behind the other. */
    PageProgram(List<MarkdownPage.Block> blocks) {
        StringBuilder body = new StringBuilder();
        for (MarkdownPage.Block block : blocks) {
            Matcher type = TYPE.matcher(block.text());
            if (type.lookingAt()) {
                sources.put(type.group(1), IMPORTS + block.text());
                if (TEST.matcher(block.text()).find()) {
                    tests.add(type.group(1));
                }
            } else {
                body.append(block.text());
            }
        }
        if (!body.isEmpty()) {
            sources.put(MAIN, page(onOurServer(body.toString())));
        }
    }

    /** Compiles it into a folder, and runs what is to be run. */
    void run(Path classes) throws Exception {
        compile(classes);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            for (String test : tests) {
                EngineTestKit.engine("junit-jupiter")
                        .selectors(selectClass(loader.loadClass(test)))
                        .execute()
                        .testEvents()
                        .assertStatistics(events -> events.failed(0).aborted(0))
                        .succeeded()
                        .assertThatEvents()
                        .as("tests of " + test)
                        .isNotEmpty();
            }
            if (sources.containsKey(MAIN)) {
                loader.loadClass(MAIN).getMethod("run").invoke(null);
            }
        }
    }

    private void compile(Path classes) {
        StringWriter messages = new StringWriter();
        boolean compiled = COMPILER.getTask(
                        messages,
                        FILES,
                        null,
                        List.of("-d", classes.toString(), "-proc:none"),
                        null,
                        sources.entrySet().stream()
                                .map(source -> source(source.getKey(), source.getValue()))
                                .toList())
                .call();
        assertThat(compiled)
                .as(() -> messages + "\n" + String.join("\n", sources.values()))
                .isTrue();
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), SimpleJavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    /** With a database that is there in place of the reader's. */
    private static String onOurServer(String body) {
        return POSTGRES.matcher(body).replaceAll(found -> {
            try (HikariDataSource schema = Postgres.freshSchema()) {
                return Matcher.quoteReplacement("\"" + schema.getJdbcUrl() + "\"");
            }
        });
    }

    /** As a method, with the variables that are used and not declared. */
    private static String page(String text) {
        String imports = lines(text, true);
        String body = lines(text, false);
        String variables = variable(
                        body,
                        "dataSource",
                        "DataSource",
                        "org.h2.jdbcx.JdbcConnectionPool.create(\"jdbc:h2:mem:page\" + System.nanoTime(), \"sa\", \"\")")
                + variable(body, "repository", "ContactRepository", "new InMemoryContactRepository()")
                + variable(body, "contacts", "Contacts", "Contacts.over(new InMemoryContactRepository())")
                + variable(body, "me", "Caller", "Caller.user(789).inOrganization(456)");
        String checked = EXPECTATION
                .matcher(body)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + "check(" + found.group(2) + ", \""
                        + found.group(3).replace("\\", "\\\\").replace("\"", "\\\"") + "\");"));
        return IMPORTS + imports + "\npublic class " + MAIN + " {\npublic static void run() throws Exception {\n"
                + variables
                + checked + "\n}\nstatic void check(Object actual, String expected) {\n"
                + "if (!expected.equals(String.valueOf(actual))) throw new AssertionError(actual + \" is not \" + expected);\n"
                + "}\n}\n";
    }

    private static String lines(String text, boolean ofImports) {
        return text.lines()
                .filter(line -> line.startsWith("import ") == ofImports)
                .collect(Collectors.joining("\n"));
    }

    private static String variable(String body, String name, String type, String value) {
        boolean declared = Pattern.compile("\\w+ " + name + " =").matcher(body).find();
        return declared ? "" : type + " " + name + " = " + value + ";\n";
    }
}
