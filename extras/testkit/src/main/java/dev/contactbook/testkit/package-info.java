/**
 * What tests of a host need: {@link dev.contactbook.testkit.TestContacts} over the in-memory store or any other, with
 * contacts to start from, a clock to set, logs and assertions. It needs no test framework.
 */
@NullMarked
package dev.contactbook.testkit;

import org.jspecify.annotations.NullMarked;
