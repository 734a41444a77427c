/**
 * What hosts and stores implement: the driven ports. Their rules are numbered in their Javadoc and hold for every
 * implementation.
 */
@NullMarked
package dev.contactbook.spi;

import org.jspecify.annotations.NullMarked;
