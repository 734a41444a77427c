/** What H2 needs under its files. Not for hosts. */
@NullMarked
package dev.contactbook.h2;

import org.jspecify.annotations.NullMarked;
