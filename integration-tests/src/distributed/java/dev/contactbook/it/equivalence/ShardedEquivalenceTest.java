package dev.contactbook.it.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.contactbook.it.support.Store;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random operations on a model and on a store over two servers: all answers, errors and events are the same. */
class ShardedEquivalenceTest {
    private static final int SEQUENCES = 20;
    private static final int SEQUENCE = 150;
    private static final long SEED =
            Long.getLong("contactbook.equivalence.seed", new Random().nextInt(Integer.MAX_VALUE));

    @Test
    void a_store_over_two_servers_answers_as_the_model_does() {
        System.out.println("contactbook.equivalence.seed=" + SEED);
        assertThat(SimulatedHost.ORGANIZATIONS.stream().map(organization -> organization % 2))
                .as("organizations on both servers")
                .containsExactlyInAnyOrder(0L, 1L);
        try (Store store = Store.POSTGRESQL) {
            Equivalence equivalence = new Equivalence("sharded", store.fresh());
            for (long seed = SEED; seed < SEED + SEQUENCES; seed++) {
                List<HostOperation> sequence = OperationGenerator.sequence(seed, SEQUENCE);
                equivalence
                        .disagreement(seed, sequence, Equivalence.expected(sequence))
                        .ifPresent(found -> fail(found.toString()));
            }
        }
    }
}
