/** How operations are reported to the host's observers. Hidden from hosts. */
@NullMarked
package dev.contactbook.api.observe;

import org.jspecify.annotations.NullMarked;
