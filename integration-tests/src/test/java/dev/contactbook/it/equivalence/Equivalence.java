package dev.contactbook.it.equivalence;

import dev.contactbook.it.support.Store.Choice;
import dev.contactbook.it.support.Store.Choosing;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.ContactRepository;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Compares one store with the model, operation by operation. */
final class Equivalence {
    /** So that no two runs in one store meet. */
    private static final long ORGANIZATIONS_PER_RUN = 10;

    private final String name;
    private final ContactRepository store;
    private final UnaryOperator<AccessPolicy> policy;
    private final @Nullable Choice choice;
    private long runs;

    Equivalence(String name, ContactRepository store) {
        this(name, store, policy -> policy, null);
    }

    /** Compares a store where the first organization has unique e-mails. */
    Equivalence(String name, Choosing choosing) {
        this(name, choosing.repository(), policy -> policy, choosing.choice());
    }

    /** Compares a store with what somebody makes of the policy. */
    Equivalence(String name, ContactRepository store, UnaryOperator<AccessPolicy> policy) {
        this(name, store, policy, null);
    }

    private Equivalence(
            String name, ContactRepository store, UnaryOperator<AccessPolicy> policy, @Nullable Choice choice) {
        this.name = name;
        this.store = store;
        this.policy = policy;
        this.choice = choice;
    }

    /** What the model answers. */
    static List<Outcome> expected(List<HostOperation> sequence) {
        return expected(sequence, SimulatedHost.model());
    }

    /** The same where the first organization has unique e-mails. */
    static List<Outcome> expectedWithUniqueEmails(List<HostOperation> sequence) {
        return expected(sequence, SimulatedHost.modelWithUniqueEmails());
    }

    private List<Outcome> expectedOf(List<HostOperation> sequence) {
        return choice == null ? expected(sequence) : expectedWithUniqueEmails(sequence);
    }

    private static List<Outcome> expected(List<HostOperation> sequence, SimulatedHost model) {
        return sequence.stream().map(operation -> operation.run(model)).toList();
    }

    /** What it says if the store answers otherwise than expected, shrunk. */
    Optional<Disagreement> disagreement(long seed, List<HostOperation> sequence, List<Outcome> expected) {
        Run run = run(sequence, expected);
        if (run.difference == null) {
            return Optional.empty();
        }
        List<HostOperation> failed = sequence.subList(0, run.steps);
        List<HostOperation> shrunk = Shrinker.shrink(failed, this::failing);
        String difference = Optional.ofNullable(run(shrunk, expectedOf(shrunk)).difference)
                .orElse("which it does not do again: what else the database holds matters");
        return Optional.of(new Disagreement(name, seed, failed.size(), shrunk, difference));
    }

    /** The sequence up to the step at which the two differ; empty if they do not. */
    private List<HostOperation> failing(List<HostOperation> sequence) {
        Run run = run(sequence, expectedOf(sequence));
        return run.difference == null ? List.of() : sequence.subList(0, run.steps);
    }

    private Run run(List<HostOperation> sequence, List<Outcome> expected) {
        long offset = ORGANIZATIONS_PER_RUN * ++runs;
        SimulatedHost world = new SimulatedHost(store, offset, policy);
        if (choice != null) {
            choice.use(SimulatedHost.ORGANIZATIONS.get(0) + offset, true);
        }
        for (int i = 0; i < sequence.size(); i++) {
            Outcome actual = sequence.get(i).run(world);
            if (!expected.get(i).equals(actual)) {
                return new Run(i + 1, expected.get(i).difference(actual));
            }
        }
        return new Run(sequence.size(), null);
    }

    private record Run(int steps, @Nullable String difference) {}

    /**
     * A store that answers otherwise than the model.
     *
     * @param store its name
     * @param seed what draws the sequence again
     * @param steps how many operations it took
     * @param shrunk the few that are enough
     * @param difference how the answers to the last one differ
     */
    record Disagreement(String store, long seed, int steps, List<HostOperation> shrunk, String difference) {
        /** A test that can be pasted into this package; its last statement is the one that goes wrong. */
        String toJava() {
            StringBuilder java = new StringBuilder("    @Test\n    void " + store + "_answers_as_the_model() {\n");
            java.append(
                    "        SimulatedHost world = new SimulatedHost(new InMemoryContactRepository()); // or another store\n\n");
            List<Outcome> expected = expected(shrunk);
            Set<Integer> created = new TreeSet<>();
            for (int i = 0; i < shrunk.size(); i++) {
                HostOperation operation = shrunk.get(i);
                boolean answers = expected.get(i).isAnswer();
                java.append("        ")
                        .append(operation.toJava(created, answers))
                        .append('\n');
                if (answers && operation.makes()) {
                    created.add(operation.label());
                }
            }
            difference
                    .lines()
                    .forEach(line -> java.append("        // ").append(line).append('\n'));
            return java.append("    }\n").toString();
        }

        @Override
        public String toString() {
            return store + " answers otherwise than the model after " + steps + " operations; these " + shrunk.size()
                    + " are enough:\n\n" + toJava() + "\nAgain: -Dcontactbook.equivalence.seed=" + seed;
        }
    }
}
