/** The contract of a store, as tests that any implementation of the storage port can run. */
@NullMarked
package dev.contactbook.tck;

import org.jspecify.annotations.NullMarked;
