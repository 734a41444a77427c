/** The contacts that are measured, and rows as plain JDBC has them. */
@NullMarked
package dev.contactbook.benchmarks.data;

import org.jspecify.annotations.NullMarked;
