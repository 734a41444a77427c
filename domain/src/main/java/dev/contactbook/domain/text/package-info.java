/**
 * Texts: white space, length, order, well-formed characters and folding. Exported to the library's own modules only.
 */
@NullMarked
package dev.contactbook.domain.text;

import org.jspecify.annotations.NullMarked;
