/** Other libraries over the same tables, each set up as its documentation shows. */
@NullMarked
package dev.contactbook.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
