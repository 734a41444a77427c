/** Records of any format: lines of bytes, problems, and how a record becomes the details of a contact. */
@NullMarked
package dev.contactbook.interchange.core;

import org.jspecify.annotations.NullMarked;
