package dev.contactbook.testkit.junit;

import dev.contactbook.testkit.TestContacts;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test its own {@link TestContacts}, as a parameter of its method, its constructor and its methods before
 * and after each test. A test that succeeded fails if a fault of it was not used.
 *
 * <pre>{@code
 * class OnboardingTest {
 *     @RegisterExtension
 *     final ContactsExtension contacts = new ContactsExtension();
 *
 *     @Test
 *     void marks_the_plan(TestContacts book) { … }
 * }
 * }</pre>
 *
 * <p>Works with JUnit 5.12 and later, and 6. Thread-safe: tests can run in parallel.
 */
public final class ContactsExtension implements ParameterResolver, AfterTestExecutionCallback {
    private static final Namespace NAMESPACE = Namespace.create(ContactsExtension.class);

    private final Supplier<TestContacts> contacts;

    /** Contacts in memory. */
    public ContactsExtension() {
        this(TestContacts::inMemory);
    }

    private ContactsExtension(Supplier<TestContacts> contacts) {
        this.contacts = Objects.requireNonNull(contacts, "contacts");
    }

    /**
     * Other contacts, to register in a field with {@code RegisterExtension}.
     *
     * @param contacts makes those of a test, over a store of its own
     * @return the extension
     */
    public static ContactsExtension with(Supplier<TestContacts> contacts) {
        return new ContactsExtension(contacts);
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestContacts.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("Each test has its own TestContacts: take them in a test method,"
                    + " or in a constructor or @BeforeEach method that runs for each test");
        }
        ExtensionContext.Store store = context.getStore(NAMESPACE);
        TestContacts known = store.get(TestContacts.class, TestContacts.class);
        if (known == null) {
            known = contacts.get();
            store.put(TestContacts.class, known);
        }
        return known;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        TestContacts used = context.getStore(NAMESPACE).get(TestContacts.class, TestContacts.class);
        if (used != null && context.getExecutionException().isEmpty()) {
            used.faults().assertAllUsed();
        }
    }
}
