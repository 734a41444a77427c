/** What a caller may do and see, and the only way to the store. Hidden from hosts. */
@NullMarked
package dev.contactbook.api.access;

import org.jspecify.annotations.NullMarked;
