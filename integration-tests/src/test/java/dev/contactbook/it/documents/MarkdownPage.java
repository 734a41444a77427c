package dev.contactbook.it.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param name its path from the root of the project
 * @param text all of it
 */
record MarkdownPage(String name, String text) {
    static final Path ROOT =
            Path.of(System.getProperty("contactbook.root", "..")).normalize();

    private static final Set<String> NO_SOURCES = Set.of("target", "node_modules", ".git");

    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```([^\\n]*)\\n(.*?)^ *```$");
    private static final Pattern CODE = Pattern.compile("(`+)((?:.|\\n(?!\\n))+?)\\1");
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

    /**
     * A fenced block.
     *
     * @param info what stands behind its opening fence
     * @param text what it holds
     */
    record Block(String info, String text) {
        /** Whether its first word names a language. */
        boolean isIn(String language) {
            return info.split(" ", 2)[0].equals(language);
        }

        /** The file that it is a part of, which its second word names. Empty if it stands for itself. */
        Optional<String> file() {
            return info.contains(" ") ? Optional.of(info.split(" ", 2)[1]) : Optional.empty();
        }

        /** Its lines without their indentation, which is another one in the file. */
        String lines() {
            return unindented(text);
        }

        static String unindented(String text) {
            return text.lines().map(String::strip).collect(Collectors.joining("\n"));
        }
    }

    static MarkdownPage of(String name) {
        try {
            return new MarkdownPage(name, Files.readString(ROOT.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every page of the project. */
    static List<MarkdownPage> all() {
        List<MarkdownPage> pages = new ArrayList<>();
        collect(ROOT, pages);
        return pages;
    }

    private static void collect(Path folder, List<MarkdownPage> pages) {
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.sorted().toList()) {
                if (Files.isDirectory(child)
                        && !NO_SOURCES.contains(child.getFileName().toString())) {
                    collect(child, pages);
                } else if (child.toString().endsWith(".md")) {
                    pages.add(of(ROOT.relativize(child).toString().replace('\\', '/')));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the Java blocks continue each other, as a tutorial's do. */
    boolean isOneProgram() {
        return text.contains("<!-- one program -->");
    }

    /** Blocks in a language that stand for themselves. */
    List<Block> blocks(String language) {
        return blocks().filter(block -> block.isIn(language) && block.file().isEmpty())
                .toList();
    }

    /** Blocks that are parts of files. */
    List<Block> excerpts() {
        return blocks().filter(block -> block.file().isPresent()).toList();
    }

    private Stream<Block> blocks() {
        return FENCED.matcher(text)
                .results()
                .map(block -> new Block(block.group(1).strip(), block.group(2)));
    }

    /** Code within sentences. */
    List<String> codeSpans() {
        return CODE.matcher(withoutBlocks())
                .results()
                .map(span -> span.group(2).replaceAll("\\s+", " ").strip())
                .toList();
    }

    /** Where its links and images lead. */
    List<String> links() {
        return LINK.matcher(withoutCode()).results().map(link -> link.group(1)).toList();
    }

    /** What its headings are called in links. */
    Set<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(withoutBlocks()).results().forEach(heading -> {
            String words = LINK.matcher(heading.group(1)).replaceAll("]").replaceAll("[^\\p{L}\\p{N} _-]", "");
            String anchor = words.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        });
        return anchors;
    }

    /** What a reader reads as sentences: no code, no comments, no addresses. */
    String prose() {
        return LINK.matcher(withoutCode()).replaceAll("]");
    }

    /** The lines outside of blocks. */
    Stream<String> lines() {
        return withoutBlocks().lines();
    }

    private String withoutBlocks() {
        return COMMENT.matcher(FENCED.matcher(text).replaceAll("")).replaceAll("");
    }

    private String withoutCode() {
        return CODE.matcher(withoutBlocks()).replaceAll("");
    }

    @Override
    public String toString() {
        return name;
    }
}
