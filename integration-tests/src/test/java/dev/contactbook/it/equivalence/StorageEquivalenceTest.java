package dev.contactbook.it.equivalence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.contactbook.it.equivalence.Equivalence.Disagreement;
import dev.contactbook.it.equivalence.HostOperation.Kind;
import dev.contactbook.it.support.Store;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random operations on a model and on every store: all answers, errors and events are the same.
 *
 * <p>{@code -Dcontactbook.equivalence.operations=1000000} does more of them, {@code -Dcontactbook.equivalence.seed=…}
 * draws those again that a failure names.
 */
class StorageEquivalenceTest {
    private static final int OPERATIONS = 30_000;

    private static final int SEQUENCE = 150;

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** One for all steps, since it opens every library once. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, UTF_8);

    private static final Set<Kind> QUERIES =
            EnumSet.of(Kind.LIST, Kind.ASSOCIATE, Kind.SEARCH, Kind.QUERY, Kind.WALK, Kind.STREAM, Kind.TRASH);

    /** After so many sequences a database has enough contacts. */
    private static final int SEQUENCES_PER_DATABASE = 50;

    private static final long RANDOM_SEED =
            Long.getLong("contactbook.equivalence.seed", new Random().nextInt(Integer.MAX_VALUE));

    /** The planted bugs are looked for with this one, so that no build fails by bad luck. */
    private static final long SEED = 1;

    @ParameterizedTest
    @EnumSource
    void a_store_answers_as_the_model_does(Store store) {
        int operations = operations(store, Integer.getInteger("contactbook.equivalence.operations", OPERATIONS));
        System.out.println("contactbook.equivalence.seed=" + RANDOM_SEED);

        int sequences = (operations + SEQUENCE - 1) / SEQUENCE;
        for (int first = 0; first < sequences; first += SEQUENCES_PER_DATABASE) {
            compare(store, RANDOM_SEED + first, Math.min(SEQUENCES_PER_DATABASE, sequences - first));
        }
    }

    /** A part of all on databases, so that the build need not wait for longer. */
    private static int operations(Store store, int all) {
        return switch (store) {
            case MEMORY -> all;
            case H2 -> all / 3;
            case SQLITE, POSTGRESQL -> all / 6;
        };
    }

    private static void compare(Store store, long seed, int sequences) {
        try (store) {
            Equivalence equivalence = new Equivalence(store.name().toLowerCase(Locale.ROOT), store.fresh());
            for (long next = seed; next < seed + sequences; next++) {
                List<HostOperation> sequence = OperationGenerator.sequence(next, SEQUENCE);
                List<Outcome> expected = Equivalence.expected(sequence);
                equivalence.disagreement(next, sequence, expected).ifPresent(found -> fail(found.toString()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_store_with_unique_emails_answers_as_the_model_does(Store store) {
        int operations = operations(store, Integer.getInteger("contactbook.equivalence.operations", OPERATIONS)) / 5;
        System.out.println("contactbook.equivalence.seed=" + RANDOM_SEED);
        try (store) {
            Equivalence equivalence = new Equivalence(store.name().toLowerCase(Locale.ROOT), store.choosing());
            for (long seed = RANDOM_SEED; seed < RANDOM_SEED + operations / SEQUENCE; seed++) {
                List<HostOperation> sequence = OperationGenerator.sequence(seed, SEQUENCE);
                List<Outcome> expected = Equivalence.expectedWithUniqueEmails(sequence);
                equivalence.disagreement(seed, sequence, expected).ifPresent(found -> fail(found.toString()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_planted_bug_is_found_and_shrunk_to_a_few_steps_that_compile(PlantedBug bug, @TempDir Path classes) {
        Disagreement found = find(bug);
        System.out.println(found);

        assertThat(found.shrunk()).hasSizeLessThanOrEqualTo(4);
        assertThat(found.toJava()).containsPattern(bug.culprit());
        assertThat(found.toString()).contains("-Dcontactbook.equivalence.seed=" + found.seed());
        assertThat(compile(found.toJava(), classes)).isEmpty();
    }

    @Test
    void what_is_printed_of_any_operation_compiles(@TempDir Path classes) {
        Disagreement all = new Disagreement("h2", SEED, 400, OperationGenerator.sequence(SEED, 400), "nothing");

        assertThat(compile(all.toJava(), classes)).isEmpty();
    }

    @Test
    void a_seed_draws_the_same_operations_again() {
        assertThat(OperationGenerator.sequence(SEED, SEQUENCE).toString())
                .isEqualTo(OperationGenerator.sequence(SEED, SEQUENCE).toString())
                .isNotEqualTo(OperationGenerator.sequence(SEED + 1, SEQUENCE).toString());
    }

    /** Not counting the pages of walks. */
    @Test
    void a_build_asks_more_than_20_000_queries_over_all_stores() {
        long queries = 0;
        for (Store store : Store.values()) {
            int sequences = operations(store, OPERATIONS) / SEQUENCE;
            for (long seed = SEED; seed < SEED + sequences; seed++) {
                queries += OperationGenerator.sequence(seed, SEQUENCE).stream()
                        .filter(operation -> QUERIES.contains(operation.kind()))
                        .count();
            }
        }

        assertThat(queries).isGreaterThan(20_000);
    }

    @Test
    void the_operations_meet_every_kind_of_answer() {
        Set<String> met = new TreeSet<>();
        for (long seed = SEED; seed < SEED + 100; seed++) {
            SimulatedHost world = SimulatedHost.model();
            for (HostOperation operation : OperationGenerator.sequence(seed, SEQUENCE)) {
                String answer = answer(operation.run(world));
                met.add(operation.kind() + " " + answer);
                if (operation.view() != null) {
                    met.add("viewed " + operation.kind() + " " + answer);
                }
                if (operation.calls().stream().anyMatch(call -> call.method().equals("where"))) {
                    met.add("filtered " + operation.kind() + " " + answer);
                }
                if (operation.calls().stream().anyMatch(call -> call.method().equals("after"))) {
                    met.add("going on " + operation.kind() + " " + answer);
                }
            }
        }

        assertThat(met)
                .contains("CREATE answer with event", "CREATE Invalid", "CREATE Forbidden")
                .contains("CREATE Duplicate", "PATCH Duplicate", "UPSERT Duplicate", "UPSERT Invalid")
                .contains("UPSERT answer with event", "KEYS answer", "KEYS Invalid", "viewed KEYS answer")
                .contains("GET answer", "GET NotFound", "DELETE answer with event", "DELETE NotFound")
                .contains("RESTORE answer with event", "RESTORE NotFound", "RESTORE Forbidden")
                .contains("TRASHED answer", "TRASHED NotFound", "TRASH answer", "viewed TRASH answer")
                .contains("filtered TRASH answer", "TRASH Invalid")
                .contains(
                        "PATCH answer with event", "PATCH answer", "PATCH Invalid", "PATCH NotFound", "PATCH Conflict")
                .contains("LIST many", "LIST none", "LIST Invalid", "ASSOCIATE many", "FIND answer")
                .contains("filtered LIST many", "filtered LIST one", "filtered LIST none", "filtered LIST Invalid")
                .contains("filtered QUERY many", "filtered QUERY none")
                .contains("PATCH Forbidden", "DELETE Forbidden", "POLICY answer")
                .contains("viewed GET answer", "viewed GET NotFound", "viewed PATCH answer with event")
                .contains(
                        "viewed LIST many", "viewed LIST none", "viewed SEARCH many", "viewed CREATE answer with event")
                .contains("SEARCH many", "SEARCH one", "SEARCH none", "SEARCH Invalid", "QUERY many", "QUERY Invalid")
                .contains("going on LIST many", "going on LIST one", "going on LIST none", "going on LIST Invalid")
                .contains("going on QUERY many", "going on QUERY Invalid", "going on ASSOCIATE many")
                .contains("going on WALK answer", "going on STREAM answer")
                .contains("WALK answer", "WALK Invalid", "STREAM answer", "filtered WALK answer", "viewed WALK answer");
    }

    private static String answer(Outcome outcome) {
        if (outcome.value() instanceof Map<?, ?> map && map.get("data") instanceof List<?> rows) {
            return rows.isEmpty() ? "none" : rows.size() == 1 ? "one" : "many";
        }
        return outcome.kind() + (outcome.events().isEmpty() ? "" : " with event");
    }

    private static Disagreement find(PlantedBug bug) {
        Equivalence equivalence =
                new Equivalence("a_store_that_" + bug.name().toLowerCase(Locale.ROOT), bug.store(), bug.policy());
        for (long seed = SEED; seed < SEED + OPERATIONS / SEQUENCE; seed++) {
            List<HostOperation> sequence = OperationGenerator.sequence(seed, SEQUENCE);
            Optional<Disagreement> found = equivalence.disagreement(seed, sequence, Equivalence.expected(sequence));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new AssertionError("Not found: " + bug);
    }

    /** What the compiler has to say of a test method in this package. */
    private static String compile(String method, Path classes) {
        String imports = String.join(
                "\n",
                "import static org.assertj.core.api.Assertions.catchThrowable;",
                "import dev.contactbook.domain.*;",
                "import dev.contactbook.memory.InMemoryContactRepository;",
                "import java.math.*;",
                "import java.time.Instant;",
                "import java.util.Arrays;",
                "import java.util.Collections;",
                "import java.util.List;",
                "import org.junit.jupiter.api.Test;");
        String source = "package dev.contactbook.it.equivalence;\n" + imports + "\nclass Pasted {\n" + method + "}\n";
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Pasted.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        StringWriter said = new StringWriter();
        List<String> options = List.of("-d", classes.toString(), "-proc:none");
        boolean compiled = COMPILER.getTask(said, FILES, null, options, null, List.of(file))
                .call();
        return compiled ? "" : said + "\n" + source;
    }
}
