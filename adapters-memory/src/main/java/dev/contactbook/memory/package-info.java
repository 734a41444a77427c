/** A complete store in memory, for tests and for contacts that need not outlive the process. */
@NullMarked
package dev.contactbook.memory;

import org.jspecify.annotations.NullMarked;
