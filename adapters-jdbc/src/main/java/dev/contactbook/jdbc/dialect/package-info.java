/** What databases say differently. */
@NullMarked
package dev.contactbook.jdbc.dialect;

import org.jspecify.annotations.NullMarked;
