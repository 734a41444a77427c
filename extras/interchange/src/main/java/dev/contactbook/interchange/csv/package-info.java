/** CSV: rows with recovery, the header dictionary, and the cells of an export. */
@NullMarked
package dev.contactbook.interchange.csv;

import org.jspecify.annotations.NullMarked;
