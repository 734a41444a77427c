package dev.contactbook.spring.boot.test;

import dev.contactbook.testkit.TestContacts;
import dev.contactbook.testkit.TestContacts.Mark;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Lets each test begin with the contacts as the context made them, whether or not the test has a transaction. A test
 * that succeeded fails if a fault of it was not used.
 */
final class ContactsResetListener implements TestExecutionListener, Ordered {
    private static final String MARK = ContactsResetListener.class.getName() + ".mark";

    /** Around Spring's transaction of the test, whose order is 4000. */
    private static final int ORDER = 3_500;

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        TestContacts book = book(test);
        if (book != null) {
            test.setAttribute(MARK, mark(book));
        }
    }

    /** A store of the host's that is not in memory has no marks. The host cleans it. */
    private static @Nullable Mark mark(TestContacts book) {
        try {
            return book.mark();
        } catch (UnsupportedOperationException e) {
            return null;
        }
    }

    @Override
    public void afterTestMethod(TestContext test) {
        TestContacts book = book(test);
        if (book == null) {
            return;
        }
        try {
            if (test.getTestException() == null) {
                book.faults().assertAllUsed();
            }
        } finally {
            book.faults().clear();
            if (test.removeAttribute(MARK) instanceof Mark mark) {
                book.backTo(mark);
            }
        }
    }

    private static @Nullable TestContacts book(TestContext test) {
        return test.hasApplicationContext()
                ? test.getApplicationContext()
                        .getBeanProvider(TestContacts.class)
                        .getIfUnique()
                : null;
    }
}
