/** Changes in SQL. */
@NullMarked
package dev.contactbook.jdbc.write;

import org.jspecify.annotations.NullMarked;
