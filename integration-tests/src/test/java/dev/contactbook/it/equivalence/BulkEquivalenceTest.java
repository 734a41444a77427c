package dev.contactbook.it.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkReport;
import dev.contactbook.api.BulkResult;
import dev.contactbook.it.equivalence.HostOperation.Kind;
import dev.contactbook.it.support.Store;
import dev.contactbook.tck.ReferenceContactRepository;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random creates, patches, upserts, deletes and restores, many together on a store and one after the other on another
 * of its kind: answers, errors, events and what is stored in the end are the same. They are about few contacts, so that
 * they get in each other's way.
 */
class BulkEquivalenceTest {
    private static final int OPERATIONS = 150;
    private static final int MOST_IN_A_GROUP = 30;
    private static final int CONTACTS_IN_A_GROUP = 4;
    private static final Set<Kind> WRITES = EnumSet.of(Kind.CREATE, Kind.PATCH, Kind.DELETE, Kind.RESTORE, Kind.UPSERT);

    /** What may move a contact into the trash or out of it. */
    private static final Set<Kind> MOVES = EnumSet.of(Kind.DELETE, Kind.RESTORE, Kind.UPSERT);

    private static final long RANDOM_SEED =
            Long.getLong("contactbook.equivalence.seed", new Random().nextInt(Integer.MAX_VALUE));

    @ParameterizedTest
    @EnumSource
    void many_at_once_are_the_same_as_one_after_the_other(Store store) {
        System.out.println("contactbook.equivalence.seed=" + RANDOM_SEED);
        int sequences = store == Store.MEMORY ? 60 : 15;
        for (long seed = RANDOM_SEED; seed < RANDOM_SEED + sequences; seed++) {
            try (store) {
                SimulatedHost alone = new SimulatedHost(store.fresh());
                SimulatedHost together = new SimulatedHost(store.fresh());
                for (List<HostOperation> group : groups(seed)) {
                    List<Outcome> expected = byContact(group, comparable(group, alone(alone, group)));
                    List<Outcome> actual = byContact(group, comparable(group, together(together, group)));
                    for (int i = 0; i < expected.size(); i++) {
                        int index = i;
                        assertThat(actual.get(i))
                                .as(() -> "-Dcontactbook.equivalence.seed=" + RANDOM_SEED + ", item " + index + " of "
                                        + group + "\n" + expected.get(index).difference(actual.get(index)))
                                .isEqualTo(expected.get(i));
                    }
                }
                SimulatedHost.ORGANIZATIONS.forEach(
                        organization -> assertThat(together.answered(together.stored(organization)))
                                .as("-Dcontactbook.equivalence.seed=" + RANDOM_SEED)
                                .isEqualTo(alone.answered(alone.stored(organization))));
            }
        }
    }

    @Test
    void the_items_meet_every_kind_of_answer() {
        Set<String> met = new TreeSet<>();
        for (long seed = 1; seed <= 60; seed++) {
            SimulatedHost world = new SimulatedHost(new ReferenceContactRepository());
            for (List<HostOperation> group : groups(seed)) {
                List<Outcome> outcomes = together(world, group);
                for (int i = 0; i < group.size(); i++) {
                    HostOperation operation = group.get(i);
                    String kind = operation.kind() + " " + outcomes.get(i).kind();
                    met.add(kind);
                    if (operation.view() != null) {
                        met.add("viewed " + kind);
                    }
                }
            }
        }

        assertThat(met)
                .contains("CREATE answer", "CREATE Invalid", "CREATE Forbidden")
                .contains("PATCH answer", "PATCH Invalid", "PATCH NotFound", "PATCH Conflict")
                .contains("DELETE answer", "DELETE NotFound", "RESTORE answer", "RESTORE NotFound")
                .contains("CREATE Duplicate", "PATCH Duplicate", "UPSERT answer", "UPSERT Duplicate")
                .contains("PATCH Forbidden", "DELETE Forbidden", "viewed PATCH answer", "viewed PATCH NotFound");
    }

    /** Without whether contacts of clashes are deleted, where a later item of the chunk may change that (3.254). */
    private static List<Outcome> comparable(List<HostOperation> group, List<Outcome> outcomes) {
        if (group.stream().noneMatch(operation -> MOVES.contains(operation.kind()))) {
            return outcomes;
        }
        return outcomes.stream()
                .map(outcome -> outcome.kind().equals("Duplicate") && outcome.value() instanceof List<?> clashes
                        ? new Outcome(
                                outcome.kind(),
                                clashes.stream()
                                        .map(clash -> clash instanceof List<?> parts && parts.size() > 2
                                                ? parts.subList(0, 2)
                                                : clash)
                                        .toList(),
                                outcome.events())
                        : outcome)
                .toList();
    }

    /** With the events by contact where items may have had to wait for external ids, and with them their events. */
    private static List<Outcome> byContact(List<HostOperation> group, List<Outcome> outcomes) {
        if (group.stream()
                .noneMatch(operation -> operation.kind() == Kind.UPSERT
                        || operation.calls().toString().contains("xternal"))) {
            return outcomes;
        }
        int last = outcomes.size() - 1;
        List<Object> events = new ArrayList<>(outcomes.get(last).events());
        events.sort(Comparator.comparing(event -> {
            Map<?, ?> contact = (Map<?, ?>) ((List<?>) event).get(2);
            return String.valueOf(contact.get("id"));
        }));
        List<Outcome> sorted = new ArrayList<>(outcomes.subList(0, last));
        sorted.add(new Outcome("events", null, events));
        return sorted;
    }

    /** What each operation answers on its own, and at last all events. */
    private static List<Outcome> alone(SimulatedHost world, List<HostOperation> group) {
        List<Outcome> outcomes = new ArrayList<>();
        List<Object> events = new ArrayList<>();
        for (HostOperation operation : group) {
            Outcome outcome = operation.run(world);
            outcomes.add(new Outcome(outcome.kind(), outcome.value(), List.of()));
            events.addAll(outcome.events());
        }
        outcomes.add(new Outcome("events", null, events));
        return outcomes;
    }

    /** What each of them answers as one of many, and at last all events. */
    private static List<Outcome> together(SimulatedHost world, List<HostOperation> group) {
        HostOperation first = group.get(0);
        if (first.kind() == Kind.POLICY) {
            return alone(world, group);
        }
        List<BulkItem> items =
                group.stream().map(operation -> operation.item(world)).toList();
        BulkReport report = first.contacts(world).bulk().each(first.caller(world), items.stream());
        for (BulkResult result : report.results()) {
            HostOperation operation = group.get((int) result.index());
            if (operation.makes()) {
                result.contact().ifPresent(contact -> world.created(operation.label(), contact));
            }
        }
        Outcome events = new Outcome("events", null, world.answered("").events());
        List<Outcome> outcomes = new ArrayList<>();
        for (BulkResult result : report.results()) {
            boolean isUpsert = group.get((int) result.index()).kind() == Kind.UPSERT;
            outcomes.add(result.contact()
                    .map(contact ->
                            world.answered(isUpsert ? List.of(result.outcome().orElseThrow(), contact) : contact))
                    .orElseGet(() -> world.threw(result.error().orElseThrow())));
        }
        outcomes.add(events);
        return outcomes;
    }

    /**
     * Drawn operations that write, in groups of one caller, one time and one view, each about a few contacts that are
     * there before; and between them, what callers see and may change.
     */
    private static List<List<HostOperation>> groups(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<HostOperation>> groups = new ArrayList<>();
        List<HostOperation> group = new ArrayList<>();
        List<Integer> there = new ArrayList<>();
        int size = 5;
        for (HostOperation operation : OperationGenerator.sequence(seed, OPERATIONS)) {
            if (WRITES.contains(operation.kind())) {
                group.add(like(group.isEmpty() ? null : group.get(0), operation, there));
            }
            boolean isPolicy = operation.kind() == Kind.POLICY;
            if (group.size() == size || (isPolicy && !group.isEmpty())) {
                groups.add(List.copyOf(group));
                group.stream().filter(HostOperation::makes).forEach(created -> there.add(created.label()));
                group.clear();
                size = 1 + random.nextInt(MOST_IN_A_GROUP);
            }
            if (isPolicy) {
                groups.add(List.of(operation));
            }
        }
        return groups;
    }

    private static HostOperation like(@Nullable HostOperation first, HostOperation operation, List<Integer> there) {
        int few = Math.min(CONTACTS_IN_A_GROUP, there.size());
        int label = operation.label();
        if (!operation.makes() && label >= 0) {
            label = few == 0 ? -1 : there.get(there.size() - 1 - label % few);
        }
        return new HostOperation(
                operation.kind(),
                first == null ? operation.at() : first.at(),
                first == null ? operation.user() : first.user(),
                first == null ? operation.organization() : first.organization(),
                label,
                operation.calls(),
                first == null ? operation.view() : first.view());
    }
}
