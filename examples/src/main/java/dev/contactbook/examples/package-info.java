/** Example hosts that embed Contactbook, to read and to run. Start with {@link dev.contactbook.examples.Quickstart}. */
@NullMarked
package dev.contactbook.examples;

import org.jspecify.annotations.NullMarked;
