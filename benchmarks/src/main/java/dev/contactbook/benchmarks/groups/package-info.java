/** What is measured: a class of contenders for each group. */
@NullMarked
package dev.contactbook.benchmarks.groups;

import org.jspecify.annotations.NullMarked;
