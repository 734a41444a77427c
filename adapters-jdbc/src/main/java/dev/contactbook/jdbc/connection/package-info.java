/** Connections and transactions, and what becomes of their failures. */
@NullMarked
package dev.contactbook.jdbc.connection;

import org.jspecify.annotations.NullMarked;
