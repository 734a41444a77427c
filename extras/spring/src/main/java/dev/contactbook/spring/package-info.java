/**
 * Contactbook in a Spring application, without Spring Boot: transactions, events, errors and authentication. Spring 6.2
 * and 7.
 */
@NullMarked
package dev.contactbook.spring;

import org.jspecify.annotations.NullMarked;
