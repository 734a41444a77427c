/** The table of contacts: its columns, and how a contact is written to a row and read from it. */
@NullMarked
package dev.contactbook.jdbc.table;

import org.jspecify.annotations.NullMarked;
