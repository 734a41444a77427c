package dev.contactbook.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.transaction.annotation.Transactional;

/**
 * A test of code that uses contacts, with the in-memory store and nothing else of the application.
 *
 * <pre>{@code
 * @ContactsTest
 * @Import(Onboarding.class)
 * class OnboardingTest {
 *     @Autowired TestContacts book; // what the test begins with, and what happened
 *     @Autowired Onboarding onboarding;
 * }
 * }</pre>
 *
 * <p>The context has {@link dev.contactbook.api.Contacts} and {@link dev.contactbook.testkit.TestContacts} over one
 * store. Each test runs in a transaction that is rolled back, and each begins with the store, the clock and the ids as
 * the context made them. Components of the application are not scanned: import those under test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(ContactsTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(ContactsTypeExcludeFilter.class)
@Transactional
@AutoConfigureContacts
public @interface ContactsTest {
    /**
     * Properties of the context.
     *
     * @return each as {@code key=value}
     */
    String[] properties() default {};

    /**
     * Whether components of the application are left out.
     *
     * @return false to scan all of them
     */
    boolean useDefaultFilters() default true;

    /**
     * Components of the application that are scanned.
     *
     * @return filters that include them
     */
    Filter[] includeFilters() default {};

    /**
     * Components of the application that are not scanned.
     *
     * @return filters that exclude them
     */
    Filter[] excludeFilters() default {};
}
