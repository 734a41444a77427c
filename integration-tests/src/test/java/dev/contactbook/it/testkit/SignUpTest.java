package dev.contactbook.it.testkit;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.it.support.Store;
import dev.contactbook.testkit.Fault;
import dev.contactbook.testkit.TestContacts;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of a host with the test kit: the right service passes, and three bugs are caught. */
class SignUpTest {
    private static final String EMAIL = "ada@example.com";

    /** A test of the service, as a host writes it. */
    enum Check {
        ONE_PERSON_SIGNS_UP_TWICE((book, service) -> {
            service.signUp(CALLER, "request 1", EMAIL);
            service.signUp(CALLER, "request 2", EMAIL);

            requireOne(book, service.signUp(CALLER, "request 3", EMAIL));
            book.assertChanges("created 1 by 789");
        }),
        TWO_SIGN_UP_IN_THE_SAME_MOMENT((book, service) -> {
            book.faults()
                    .beforeNextWrite(others ->
                            others.create(CALLER, c -> c.firstName("Ada").email(EMAIL)));

            requireOne(book, service.signUp(CALLER, "request 1", EMAIL));
        }),
        THE_ANSWER_IS_LOST((book, service) -> {
            book.faults().nextWrite().loseAnswer();

            requireOne(book, service.signUp(CALLER, "request 1", EMAIL));
        }),
        THE_REQUEST_IS_LOST((book, service) -> {
            book.faults().nextWrite().fail(Fault.LOST_REQUEST);

            requireConsistent(book, service.signUp(CALLER, "request 1", EMAIL));
        }),
        THE_STORE_IS_DOWN_FOR_A_MOMENT((book, service) -> {
            book.faults().nextWrite().fail(Fault.DOWN);

            requireOne(book, service.signUp(CALLER, "request 1", EMAIL));
        }),
        THE_STORE_IS_DOWN((book, service) -> {
            book.faults().everyWrite().fail(Fault.DOWN);

            requireConsistent(book, service.signUp(CALLER, "request 1", EMAIL));
        }),
        THE_STORE_REJECTS((book, service) -> {
            book.faults().everyWrite().fail(Fault.REJECTED);

            requireConsistent(book, service.signUp(CALLER, "request 1", EMAIL));
        });

        private final BiConsumer<TestContacts, SignUp> test;

        Check(BiConsumer<TestContacts, SignUp> test) {
            this.test = test;
        }

        /** Whether the service passes it. A bug may end in the service's own exception. */
        boolean accepts(Store store, Function<Contacts, SignUp> service) {
            TestContacts book = TestContacts.over(store.fresh());
            try {
                test.accept(book, service.apply(book.contacts()));
                book.faults().assertAllUsed();
                return true;
            } catch (AssertionError | RuntimeException e) {
                return false;
            }
        }
    }

    enum Bug {
        CHECK_THEN_ACT(SignUp.CheckThenAct::new, Check.TWO_SIGN_UP_IN_THE_SAME_MOMENT),
        IGNORES_UNKNOWN(SignUp.IgnoresUnknown::new, Check.THE_ANSWER_IS_LOST),
        RETRIES_THE_CREATE(
                SignUp.RetriesTheCreate::new, Check.TWO_SIGN_UP_IN_THE_SAME_MOMENT, Check.THE_ANSWER_IS_LOST);

        private final Function<Contacts, SignUp> service;
        private final Set<Check> caughtBy;

        Bug(Function<Contacts, SignUp> service, Check... caughtBy) {
            this.service = service;
            this.caughtBy = EnumSet.copyOf(List.of(caughtBy));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void the_right_service_passes(Store store) {
        assertThat(failures(store, SignUp::new)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void each_bug_is_caught_by_the_tests_that_are_about_it(Store store) {
        for (Bug bug : Bug.values()) {
            assertThat(failures(store, bug.service)).as(bug.name()).isEqualTo(bug.caughtBy);
        }
    }

    private static Set<Check> failures(Store store, Function<Contacts, SignUp> service) {
        return Arrays.stream(Check.values())
                .filter(check -> !check.accepts(store, service))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Check.class)));
    }

    /** The contact that was returned is there, and no other. */
    private static void requireOne(TestContacts book, Optional<Contact> signedUp) {
        if (signedUp.isEmpty()) {
            throw new AssertionError("Nobody signed up");
        }
        requireConsistent(book, signedUp);
    }

    /** What is stored is what was returned. */
    private static void requireConsistent(TestContacts book, Optional<Contact> signedUp) {
        List<Contact> stored =
                book.somebodyElse().list(CALLER, ContactQuery.page()).data();
        if (!stored.equals(signedUp.stream().toList())) {
            throw new AssertionError(stored + " are stored, and not " + signedUp);
        }
    }
}
