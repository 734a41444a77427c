package dev.contactbook.it.races;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import dev.contactbook.memory.InMemoryContactRepository;
import java.util.Set;
import kotlin.jvm.functions.Function1;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two threads, stopped and let go on at one place after another: what they are answered is what they could be answered
 * one by one. The places are drawn the same way each time.
 */
class ModelCheckTest {
    private static final Set<String> TRUSTED = Set.of(
            "java.util.ArrayList",
            "java.util.EnumMap",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.ImmutableCollections",
            "java.util.List",
            "java.util.Map",
            "java.util.TreeMap",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.atomic.AtomicLong");

    private static final int INTERLEAVINGS = 15;

    /** More, since other JDKs have other places. The first that shows the race ends it. */
    private static final int INTERLEAVINGS_FOR_A_RACE = 60;

    /** Longer ones count as waiting for the other thread: more than the 16 places of an empty HashMap. */
    private static final int LONGEST_LOOP = 100;

    /** The first line of a log loads classes, and a checked thread that is stopped in there hangs the others. */
    @BeforeAll
    static void load_what_logs() {
        System.getLogger("dev.contactbook").log(System.Logger.Level.WARNING, "The model check begins");
    }

    @AfterEach
    void plant_nothing() {
        StoreSubject.store = InMemoryContactRepository::new;
        ContactsSubject.store = InMemoryContactRepository::new;
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.2")
    @Tag("3.17")
    @Tag("3.22")
    @Tag("3.285")
    @Tag("3.40")
    @Tag("3.57")
    void operations_at_once_answer_as_if_one_by_one(Scenario scenario) {
        check(scenario, INTERLEAVINGS);
    }

    @ParameterizedTest
    @EnumSource
    void a_planted_race_is_found(PlantedRace race) {
        StoreSubject.store = race.store();
        ContactsSubject.store = race.store();

        assertThatThrownBy(() -> check(race.scenario(), INTERLEAVINGS_FOR_A_RACE))
                // What it found once, it may not find again on JDK 25: then it says so with the first find.
                .isInstanceOfAny(LincheckAssertionError.class, IllegalStateException.class)
                .hasMessageContaining(race.found());
    }

    private static void check(Scenario scenario, int interleavings) {
        new ModelCheckingOptions()
                .iterations(0)
                .addCustomScenario(scenario.toExecute())
                .invocationsPerIteration(Integer.getInteger("contactbook.races.interleavings", interleavings))
                .loopIterationsBeforeThreadSwitch(LONGEST_LOOP)
                .loopBound(LONGEST_LOOP)
                .minimizeFailedScenario(false)
                .addGuarantee(unshared())
                .addGuarantee(atomic())
                .check(scenario.subject());
    }

    /**
     * Immutable values, and plans and pipelines of one thread: to stop in there would find nothing, and take minutes.
     */
    private static ManagedStrategyGuarantee unshared() {
        Function1<String, Boolean> unshared = name -> name.startsWith("dev.contactbook.domain.")
                || name.startsWith("dev.contactbook.spi.ListRequest")
                || name.startsWith("dev.contactbook.spi.WriteRequest")
                || name.startsWith("dev.contactbook.api.write.ContactCommand")
                || name.startsWith("dev.contactbook.api.write.WritePlan")
                || name.startsWith("dev.contactbook.api.directory.DirectoryCheck")
                || name.startsWith("java.time.")
                || name.startsWith("java.util.stream.");
        return forClasses(unshared).allMethods().ignore();
    }

    /** The JDK's own are not in question, but what a forEach calls is: another thread may come in between. */
    private static ManagedStrategyGuarantee atomic() {
        Function1<String, Boolean> trusted = name -> TRUSTED.contains(name.split("\\$", 2)[0]);
        Function1<String, Boolean> withoutCallback = method -> !method.equals("forEach");
        return forClasses(trusted).methods(withoutCallback).treatAsAtomic();
    }
}
