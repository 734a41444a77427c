package dev.contactbook.testkit.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.contactbook.domain.Caller;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.testkit.Fault;
import dev.contactbook.testkit.TestContacts;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class UnusedFaultsTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);

    @Test
    void a_fault_that_was_not_used_fails_a_test_that_succeeded() {
        Events tests = run(Forgetful.class);

        tests.assertStatistics(all -> all.succeeded(1).failed(2));
        tests.failed()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("leaves_a_fault"),
                                finishedWithFailure(
                                        instanceOf(AssertionError.class),
                                        message(
                                                "Faults that never happened: write(2).fail(DOWN), nextLookUp().pause()"))))
                .haveExactly(1, event(test("fails_itself"), finishedWithFailure(message("the failure of the test"))));
    }

    @Test
    void contacts_for_a_whole_class_are_refused() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Shared.class))
                .execute()
                .containerEvents()
                .assertThatEvents()
                .haveExactly(1, event(finishedWithFailure(instanceOf(ParameterResolutionException.class))));
    }

    @Test
    void a_store_of_choice_is_used() {
        run(OwnStore.class).assertStatistics(all -> all.succeeded(1));
    }

    @Test
    void tests_run_in_parallel() {
        EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .selectors(selectClass(Parallel.class))
                .execute()
                .testEvents()
                .assertStatistics(all -> all.succeeded(40));
    }

    private static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .testEvents();
    }

    @ExtendWith(ContactsExtension.class)
    static class Forgetful {
        @Test
        void leaves_a_fault(TestContacts book) {
            book.faults().write(2).fail(Fault.DOWN);
            book.faults().nextLookUp().pause();
            book.contacts().create(ME, c -> c.firstName("Ada"));
        }

        @Test
        void fails_itself(TestContacts book) {
            book.faults().nextWrite().fail(Fault.DOWN);
            throw new AssertionError("the failure of the test");
        }

        @Test
        void uses_its_fault(TestContacts book) {
            book.faults().nextRead().fail(Fault.DOWN);
            Assertions.assertThatThrownBy(() -> book.contacts().get(ME, 1)).isNotNull();
        }
    }

    @ExtendWith(ContactsExtension.class)
    static class Shared {
        @BeforeAll
        static void all(TestContacts book) {
            book.faults().clear();
        }

        @Test
        void is_never_reached() {}
    }

    static class OwnStore {
        private static final InMemoryContactRepository STORE = new InMemoryContactRepository();

        @RegisterExtension
        static final ContactsExtension CONTACTS = ContactsExtension.with(() -> TestContacts.over(STORE));

        @Test
        void has_what_it_is_given(TestContacts book) {
            book.given(ME).contact("Ada").id(42).save();
            Assertions.assertThat(STORE.find(456, java.util.List.of(42L))).isNotEmpty();
        }
    }

    @ExtendWith(ContactsExtension.class)
    static class Parallel {
        @RepeatedTest(40)
        void has_contacts_of_its_own(TestContacts book) {
            book.faults().write(2).fail(Fault.DOWN);
            Assertions.assertThat(
                            book.contacts().create(ME, c -> c.firstName("Ada")).id())
                    .isEqualTo(1);
            Assertions.assertThatThrownBy(() -> book.contacts().create(ME, c -> c.firstName("Bob")))
                    .isNotNull();
            book.assertChanges("created 1 by 789");
        }
    }
}
