/** How many live and how many deleted contacts an organization has, and the revisions of its changes. */
@NullMarked
package dev.contactbook.jdbc.counters;

import org.jspecify.annotations.NullMarked;
