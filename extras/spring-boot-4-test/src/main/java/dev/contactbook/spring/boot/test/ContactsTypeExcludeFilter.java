package dev.contactbook.spring.boot.test;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/** Leaves out what a {@link ContactsTest} does not name. */
final class ContactsTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<ContactsTest> {
    /**
     * Creates the filter. Spring calls it.
     *
     * @param testClass the class with the annotation
     */
    ContactsTypeExcludeFilter(Class<?> testClass) {
        super(testClass);
    }
}
