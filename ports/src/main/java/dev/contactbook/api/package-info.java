/**
 * What hosts call: the driving port, with its use cases behind it. Hosts do not implement these types, so methods may
 * be added.
 */
@NullMarked
package dev.contactbook.api;

import org.jspecify.annotations.NullMarked;
