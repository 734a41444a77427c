/** What the host's directory is asked about owners and companies. Hidden from hosts. */
@NullMarked
package dev.contactbook.api.directory;

import org.jspecify.annotations.NullMarked;
