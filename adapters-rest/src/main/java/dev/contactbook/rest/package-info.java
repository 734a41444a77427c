/**
 * The REST API: a driving adapter that turns a request into a call of {@code Contacts}, and what it answers into a
 * response. It opens no port: the host's web server does, and hands requests over.
 */
@NullMarked
package dev.contactbook.rest;

import org.jspecify.annotations.NullMarked;
