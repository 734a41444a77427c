/** Contactbook in the tests of a Spring Boot 4 application: in memory, and rolled back with the test. */
@NullMarked
package dev.contactbook.spring.boot.test;

import org.jspecify.annotations.NullMarked;
