/** Contactbook in a Spring Boot 4 application: what is configured by itself, and how a host changes it. */
@NullMarked
package dev.contactbook.spring.boot;

import org.jspecify.annotations.NullMarked;
