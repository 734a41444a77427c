/** A store in SQL, over the data source of the host or over an H2 file of its own. */
@NullMarked
package dev.contactbook.jdbc;

import org.jspecify.annotations.NullMarked;
