/** The H2 file of the embedded store. */
@NullMarked
package dev.contactbook.jdbc.embedded;

import org.jspecify.annotations.NullMarked;
