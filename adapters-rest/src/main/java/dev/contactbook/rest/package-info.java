/**
 * The REST API as a function: it turns a request into a call of {@code Contacts}, and the result into a response. It
 * opens no port. The web server of the host does, and hands requests over.
 *
 * <p>Start with {@link dev.contactbook.rest.ContactsEndpoint}. Hosts with controllers of their own use
 * {@link dev.contactbook.rest.ContactJson} or {@link dev.contactbook.rest.ContactsModule}.
 */
@NullMarked
package dev.contactbook.rest;

import org.jspecify.annotations.NullMarked;
