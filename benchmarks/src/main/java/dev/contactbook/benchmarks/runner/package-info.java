/** The library beside its peers: JMH benchmarks in groups, each a table with ratios to its limit. */
@NullMarked
package dev.contactbook.benchmarks.runner;

import org.jspecify.annotations.NullMarked;
