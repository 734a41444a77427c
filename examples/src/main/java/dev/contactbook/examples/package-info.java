/** Hosts that embed Contactbook, to read and to run. */
@NullMarked
package dev.contactbook.examples;

import org.jspecify.annotations.NullMarked;
