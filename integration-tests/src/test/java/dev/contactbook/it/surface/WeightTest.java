package dev.contactbook.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a host takes stays small: few types to learn, small jars, few libraries. A change that needs more raises the
 * budget in the same commit, with its reason.
 *
 * <p>A module weighs what its classes and resources take in a jar, without {@code META-INF}. The libraries are those of
 * the dependency tree that Maven writes before the tests.
 */
class WeightTest {
    private static final int KB = 1_024;

    /** The tree as a host gets it: optional dependencies are not in it. */
    private static final Path TREE =
            Path.of(System.getProperty("contactbook.root", ".."), "integration-tests/target/dependency-tree.txt");

    /** What may be taken together. */
    enum Budget {
        //   exported types, KB of classes, KB of libraries, modules, libraries
        // Texts that searches look at take 40 KB: names, addresses and numbers as people write them, in every store.
        // Lists of e-mails and phones beside the primary ones take 15 KB and three types: their rules, patches and
        // keys. Keys of contacts, and the sixth reason of failure, take 16 KB and seven types. External ids, upserts
        // and
        // filters that go by keys take 23 KB and seven types: webhooks made contacts twice.
        // Life states of contacts and queries take 1 KB, so that no store mixes them up. To list deleted contacts and
        // to
        // restore them takes 9 KB and a type: nothing undid a delete.
        CORE(113, 420, 5, List.of(Surface.DOMAIN, Surface.PORTS), "jspecify"),
        // Each life state has trees of its own, which takes 3 KB.
        MEMORY(1, 32, 5, List.of(Surface.MEMORY), "jspecify"),
        // NumberedIds takes 4 KB: hosts whose users have UUIDs could not begin without it. To fold again takes 5 KB.
        // Indexes that a host chooses take 14 KB, since each costs room and time that not every host has.
        // To end calls before a file is closed, and to notice moved files and second copies, takes 8 KB: contacts were
        // lost. Lists of e-mails and phones take 3 KB, and updates of what has changed 2 KB.
        // To write, find and mend keys takes 18 KB, and to pass them on in one order 1 KB: writers waited for each
        // other. Numbers and an index of deleted contacts take 5 KB.
        JDBC(15, 335, 1_900, List.of(Surface.JDBC), "jspecify", "jdbi3-core", "geantyref", "slf4j-api", "jackson-core"),
        TESTKIT(30, 85, 5, List.of(Surface.TESTKIT), "jspecify"),
        // Two formats with recovery from broken files, and 12 KB of headers of 18 programs in 18 languages.
        // Files that fail and come back, named columns, and values that were lost without a sign take 14 KB.
        // To find records by ids of their source takes 5 KB: their people change names and addresses.
        INTERCHANGE(12, 196, 5, List.of(Surface.INTERCHANGE), "jspecify");

        private final int types;
        private final int classes;
        private final int jars;
        private final List<Path> modules;
        private final Set<String> libraries;

        Budget(int types, int classes, int jars, List<Path> modules, String... libraries) {
            this.types = types;
            this.classes = classes;
            this.jars = jars;
            this.modules = modules;
            this.libraries = Set.of(libraries);
        }

        Stream<ModuleReference> references() {
            return ModuleFinder.of(modules.toArray(Path[]::new)).findAll().stream();
        }

        /** The artifacts of its modules, by their names. */
        Set<String> artifacts() {
            return references()
                    .map(module -> module.descriptor().name().replace("dev.contactbook.", "contactbook-"))
                    .collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @EnumSource
    void its_exported_types_can_be_learnt_in_an_hour(Budget budget) {
        List<Class<?>> types =
                budget.references().flatMap(Surface::exportedTypes).toList();

        assertThat(types).isNotEmpty().hasSizeLessThanOrEqualTo(budget.types);
    }

    @ParameterizedTest
    @EnumSource
    void its_jars_are_small(Budget budget) {
        int bytes = budget.references().mapToInt(WeightTest::weigh).sum();

        assertThat(bytes).isPositive().isLessThanOrEqualTo(budget.classes * KB);
    }

    @ParameterizedTest
    @EnumSource
    void its_libraries_are_few_and_small(Budget budget) throws IOException {
        Set<String> libraries = libraries(Files.readAllLines(TREE), budget.artifacts());

        assertThat(libraries).isEqualTo(budget.libraries);
        assertThat(sizeOf(libraries)).isPositive().isLessThanOrEqualTo((long) budget.jars * KB);
    }

    @Test
    void a_library_of_a_library_counts_and_what_another_module_needs_does_not() {
        List<String> tree = List.of(
                "dev.contactbook:tests:jar:1",
                "+- dev.contactbook:contactbook-one:jar:1:test",
                "|  +- (org.example:shared:jar:1:test - omitted for duplicate)",
                "|  \\- dev.contactbook:contactbook-two:jar:1:test",
                "\\- org.example:another:jar:1:test",
                "   \\- org.example:shared:jar:1:test (version managed from 2)",
                "      \\- org.example:deep:jar:1:test");

        assertThat(libraries(tree, Set.of("contactbook-one"))).containsExactly("deep", "shared");
        assertThat(libraries(tree, Set.of("contactbook-two"))).isEmpty();
    }

    private static int weigh(ModuleReference module) {
        ByteArrayOutputStream weighed = new ByteArrayOutputStream();
        try (ModuleReader reader = module.open();
                Stream<String> entries = reader.list();
                JarOutputStream jar = new JarOutputStream(weighed)) {
            for (String entry : (Iterable<String>) entries.sorted()::iterator) {
                if (!entry.startsWith("META-INF/") && !entry.endsWith("/")) {
                    jar.putNextEntry(new JarEntry(entry));
                    try (InputStream content = reader.open(entry).orElseThrow()) {
                        content.transferTo(jar);
                    }
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return weighed.size();
    }

    private static long sizeOf(Set<String> libraries) throws IOException {
        long size = 0;
        for (Path jar : Surface.libraries(libraries.toArray(String[]::new))) {
            size += Files.size(jar);
        }
        return size;
    }

    /**
     * The artifacts of others below these in a tree of {@code dependency:tree} with {@code verbose}, by their names.
     */
    private static Set<String> libraries(List<String> tree, Set<String> artifacts) {
        Map<Integer, String> path = new HashMap<>();
        Map<String, Set<String>> children = new HashMap<>();
        for (String line : tree) {
            String[] coordinates = line.replaceFirst("^[^\\w(]*\\(?", "").split(":");
            int depth = line.indexOf(coordinates[0]) / 3;
            String artifact = coordinates[1];
            path.put(depth, artifact);
            children.computeIfAbsent(path.getOrDefault(depth - 1, ""), parent -> new TreeSet<>())
                    .add(artifact);
        }
        Set<String> found = new TreeSet<>();
        artifacts.forEach(artifact -> collect(artifact, children, found));
        found.removeIf(artifact -> artifact.startsWith("contactbook-"));
        return found;
    }

    private static void collect(String artifact, Map<String, Set<String>> children, Set<String> found) {
        for (String child : children.getOrDefault(artifact, Set.of())) {
            if (found.add(child)) {
                collect(child, children, found);
            }
        }
    }
}
