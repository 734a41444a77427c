/** How failures of the host's own parts are logged. Hidden from hosts. */
@NullMarked
package dev.contactbook.api.failures;

import org.jspecify.annotations.NullMarked;
