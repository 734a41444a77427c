/** Filters on the wire: read from a tree, written as JSON (contract §7, filters). Hidden: no host imports it. */
@NullMarked
package dev.contactbook.rest.filter;

import org.jspecify.annotations.NullMarked;
