/**
 * What a request holds, as a tree of maps, lists and values: the query string in brackets, and the spelling of numbers
 * and names. Hidden: no host imports it.
 */
@NullMarked
package dev.contactbook.rest.tree;

import org.jspecify.annotations.NullMarked;
