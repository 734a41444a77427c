/** vCard 2.1, 3.0 and 4.0: content lines of broken files too, and the cards of an export. */
@NullMarked
package dev.contactbook.interchange.vcard;

import org.jspecify.annotations.NullMarked;
