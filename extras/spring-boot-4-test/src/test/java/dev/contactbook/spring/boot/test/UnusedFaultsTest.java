package dev.contactbook.spring.boot.test;

import static dev.contactbook.spring.boot.test.Onboarding.ME;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.contactbook.testkit.Fault;
import dev.contactbook.testkit.TestContacts;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.springframework.beans.factory.annotation.Autowired;

class UnusedFaultsTest {
    @Test
    void a_fault_that_was_not_used_fails_a_test_that_succeeded() {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Forgetful.class))
                .execute()
                .testEvents();

        tests.assertStatistics(all -> all.started(2).failed(2));
        tests.failed()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("leaves_a_fault"),
                                finishedWithFailure(message("Faults that never happened: write(2).fail(DOWN)"))))
                .haveExactly(1, event(test("fails_itself"), finishedWithFailure(message("the failure of the test"))));
    }

    @ContactsTest
    static class Forgetful {
        @Autowired
        private TestContacts book;

        @Test
        void leaves_a_fault() {
            book.faults().write(2).fail(Fault.DOWN);
            book.contacts().create(ME, c -> c.firstName("Ada"));
        }

        @Test
        void fails_itself() {
            book.faults().nextWrite().fail(Fault.DOWN);
            throw new AssertionError("the failure of the test");
        }
    }
}
