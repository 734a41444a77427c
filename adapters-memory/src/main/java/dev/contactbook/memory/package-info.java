/** A complete store in memory. It is a fake for tests that keeps the whole contract of a store. */
@NullMarked
package dev.contactbook.memory;

import org.jspecify.annotations.NullMarked;
