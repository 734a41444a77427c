package dev.contactbook.it.rest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.contactbook.it.rest.fuzz.Fuzz.Finding;
import dev.contactbook.it.support.Store;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random requests, right and wrong ones, to the endpoint over every store: each answer is what it has to be, and what
 * is stored is what the requests that were accepted mean.
 *
 * <p>{@code -Dcontactbook.fuzz.requests=1000000} sends more of them, {@code -Dcontactbook.fuzz.seed=…} draws those
 * again that a failure names.
 */
class RestFuzzTest {
    private static final int REQUESTS = 30_000;
    private static final int SEQUENCE = 1_000;

    /** After so many of them a planted bug is found: each draws from other words. */
    private static final int SEQUENCES_FOR_A_BUG = 20;

    private static final Set<Integer> STATUSES = Set.of(200, 201, 400, 401, 403, 404, 405, 409);

    /** The seed for the planted bugs. It is fixed, so that no build fails by bad luck. */
    private static final long SEED = 4;

    @ParameterizedTest
    @EnumSource
    void whatever_is_asked_the_answer_is_proper_and_the_store_has_what_was_accepted(Store store) {
        int all = Integer.getInteger("contactbook.fuzz.requests", REQUESTS);
        int requests = switch (store) {
            case MEMORY -> all - 3 * (all / 10);
            case H2, SQLITE, POSTGRESQL -> all / 10;
        };
        long seed = Long.getLong("contactbook.fuzz.seed", new Random().nextInt(Integer.MAX_VALUE));
        System.out.println("contactbook.fuzz.seed=" + seed);

        Map<Integer, Integer> statuses = new TreeMap<>();
        int sequences = (requests + SEQUENCE - 1) / SEQUENCE;
        for (long next = seed; next < seed + sequences; next++) {
            Fuzz.run(next, SEQUENCE, store::choosing, UnaryOperator.identity(), statuses)
                    .ifPresent(found -> fail(found.toString()));
            store.close();
        }
        System.out.println(store + " answered " + statuses);

        assertThat(requests < REQUESTS / 5 || Plain.decided() > 0)
                .as("plain cases of e-mails and phones: %d", Plain.decided())
                .isTrue();
        // Else it would be no fuzz worth its time, or one of something else.
        assertThat(requests < REQUESTS / 5 || statuses.keySet().containsAll(STATUSES))
                .as("answers of every kind: %s", statuses)
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_planted_bug_is_found_and_shrunk_to_a_few_requests(PlantedBug bug) {
        Optional<Finding> found = Optional.empty();
        for (long seed = SEED; found.isEmpty() && seed < SEED + SEQUENCES_FOR_A_BUG; seed++) {
            found = Fuzz.run(seed, SEQUENCE, Store.MEMORY::choosing, bug::over, new TreeMap<>());
        }
        System.out.println(bug + ": " + found.map(Finding::toString).orElse("not found"));

        assertThat(found).isPresent();
        assertThat(found.orElseThrow().shrunk()).hasSizeLessThanOrEqualTo(5);
    }
}
