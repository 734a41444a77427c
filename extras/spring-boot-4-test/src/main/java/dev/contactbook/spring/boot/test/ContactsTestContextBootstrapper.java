package dev.contactbook.spring.boot.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/** Starts the context of a {@link ContactsTest}. */
final class ContactsTestContextBootstrapper extends TestSliceTestContextBootstrapper<ContactsTest> {}
