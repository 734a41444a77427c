package dev.contactbook.it.documents;

import static dev.contactbook.it.documents.MarkdownPage.ROOT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command on a page, or options of one: what it names has to be there. That of the README runs in CI, and a call of
 * the REST API in {@code RestHostTest}.
 *
 * @param line the command
 */
record Command(String line) {
    private static final String REST_PAGE = "docs/how-to/rest-host.md";

    private static final Set<String> PHASES = Set.of(
            "clean",
            "validate",
            "compile",
            "test-compile",
            "process-test-classes",
            "test",
            "package",
            "verify",
            "install");
    private static final Pattern COMMAND =
            Pattern.compile("(?:\\w+=\\S+ )*(?:mvn|\\./mvnw|\\.ci/\\S+|node|npm|curl)\\b.*|-[DP]\\w.*");
    private static final Pattern PROPERTY = Pattern.compile("-D\"?(contactbook|benchmark)\\.([\\w.]+)");

    private static final List<String> FILES = files();

    /** The commands in blocks and sentences of a page. */
    static Stream<Command> of(MarkdownPage page) {
        Stream<String> lines = Stream.of("sh", "console", "")
                .flatMap(language -> page.blocks(language).stream())
                .flatMap(block -> block.text().lines())
                .map(line -> line.startsWith("$ ") ? line.substring(2) : line);
        return Stream.concat(lines, page.codeSpans().stream())
                .map(String::strip)
                .filter(line -> COMMAND.matcher(line).matches())
                .filter(line -> !(line.startsWith("curl ") && page.name().equals(REST_PAGE)))
                .map(Command::new);
    }

    /** What it names and is not there. */
    Stream<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        String[] words = line.replaceFirst("^(\\w+=\\S+ )+", "").split(" +");
        String program = words[0];
        if (program.startsWith(".ci/") && !Files.isExecutable(ROOT.resolve(program))) {
            mistakes.add(program);
        } else if (program.equals("curl")) {
            mistakes.add("Calls of the REST API are tested on " + REST_PAGE + " only");
        } else if (program.equals("node") && !anyFile("**/" + words[1])) {
            mistakes.add(words[1]);
        } else if (program.equals("mvn") || program.equals("./mvnw") || program.startsWith("-")) {
            ofMaven(words, mistakes);
        }
        return mistakes.stream().map(mistake -> line + ": " + mistake);
    }

    private static void ofMaven(String[] words, List<String> mistakes) {
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (word.equals("-pl")) {
                require(mistakes, words[++i].split(","), module -> Files.exists(ROOT.resolve(module + "/pom.xml")));
            } else if (word.startsWith("-P")) {
                require(
                        mistakes,
                        word.substring(2).split(","),
                        profile -> poms().anyMatch(pom ->
                                pom.matches("(?s).*<profile>\\s*<id>" + Pattern.quote(profile) + "</id>.*")));
            } else if (word.startsWith("-Dtest=")) {
                require(mistakes, value(word).split(","), test -> anyFile("**/src/*/java/**/" + test + ".java"));
            } else if (word.startsWith("-Dexec.mainClass=")) {
                require(
                        mistakes,
                        new String[] {value(word)},
                        type -> anyFile("*/src/main/java/" + type.replace('.', '/') + ".java"));
            } else if (word.matches("[\\w-]+:[\\w-]+")) {
                require(
                        mistakes,
                        new String[] {word},
                        goal -> poms().anyMatch(pom -> pom.contains(
                                        "<artifactId>" + goal.split(":")[0] + "-maven-plugin</artifactId>")
                                || pom.contains("<artifactId>maven-" + goal.split(":")[0] + "-plugin</artifactId>")));
            } else if (i > 0 && word.matches("[a-z][a-z-]*")) {
                require(mistakes, new String[] {word}, PHASES::contains);
            }
        }
        Matcher properties = PROPERTY.matcher(String.join(" ", words));
        while (properties.find()) {
            require(mistakes, new String[] {properties.group(1) + "." + properties.group(2)}, Command::isRead);
        }
    }

    private static void require(List<String> mistakes, String[] names, Predicate<String> exists) {
        Stream.of(names)
                .filter(name -> !name.equals("…") && !exists.test(name.replace("\"", "")))
                .forEach(mistakes::add);
    }

    private static String value(String word) {
        return word.substring(word.indexOf('=') + 1);
    }

    /** Whether a property is named in a pom or a class. */
    private static boolean isRead(String property) {
        return poms().anyMatch(pom -> pom.contains(property))
                || FILES.stream()
                        .filter(file -> file.endsWith(".java"))
                        .anyMatch(file -> read(file).contains("\"" + property + "\""));
    }

    private static Stream<String> poms() {
        return FILES.stream().filter(file -> file.endsWith("pom.xml")).map(Command::read);
    }

    private static boolean anyFile(String pattern) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        return FILES.stream().map(Path::of).anyMatch(matcher::matches);
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> files() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !file.matches("(.*/)?(target|node_modules|\\.git)/.*"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
