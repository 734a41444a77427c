/** What a contact is, what a query or a search means, and every rule. The domain knows nobody but the JDK. */
@NullMarked
package dev.contactbook.domain;

import org.jspecify.annotations.NullMarked;
