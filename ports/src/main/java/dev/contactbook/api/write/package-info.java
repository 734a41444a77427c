/** How changes are decided, written and reported to listeners: one command or many. Hidden from hosts. */
@NullMarked
package dev.contactbook.api.write;

import org.jspecify.annotations.NullMarked;
