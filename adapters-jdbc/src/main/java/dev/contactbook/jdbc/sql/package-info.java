/** Text, values and deadlines of statements: knows no table. */
@NullMarked
package dev.contactbook.jdbc.sql;

import org.jspecify.annotations.NullMarked;
