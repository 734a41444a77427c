/** Queries, filters and changes in SQL. */
@NullMarked
package dev.contactbook.jdbc.read;

import org.jspecify.annotations.NullMarked;
