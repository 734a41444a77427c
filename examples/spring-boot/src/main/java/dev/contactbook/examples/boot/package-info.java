/** A Spring Boot 4 application that embeds Contactbook. */
@NullMarked
package dev.contactbook.examples.boot;

import org.jspecify.annotations.NullMarked;
