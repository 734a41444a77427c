/** The extension for JUnit 5.12 and 6. */
@NullMarked
package dev.contactbook.testkit.junit;

import org.jspecify.annotations.NullMarked;
