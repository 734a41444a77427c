/**
 * Text as such: white space, length, order, well-formed characters and folding. Only the library's own modules read it.
 */
@NullMarked
package dev.contactbook.domain.text;

import org.jspecify.annotations.NullMarked;
