/**
 * Contacts in and out of files, over any store: {@link dev.contactbook.interchange.ContactImport} reads CSV and vCard,
 * {@link dev.contactbook.interchange.ContactExport} writes them.
 */
@NullMarked
package dev.contactbook.interchange;

import org.jspecify.annotations.NullMarked;
