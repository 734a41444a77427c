/** The scripts of the tables, and how they come into a database. */
@NullMarked
package dev.contactbook.jdbc.schema;

import org.jspecify.annotations.NullMarked;
