/** The generator of the people and companies that the examples import. */
@NullMarked
package dev.contactbook.examples.data;

import org.jspecify.annotations.NullMarked;
