/** Where contacts are kept, what contenders share of it, and plain JDBC over it. */
@NullMarked
package dev.contactbook.benchmarks.databases;

import org.jspecify.annotations.NullMarked;
