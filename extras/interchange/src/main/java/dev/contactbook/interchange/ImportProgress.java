package dev.contactbook.interchange;

/**
 * How far an import came, after each 1,000 records.
 *
 * @param bytes how many bytes of the file are done, in UTF-8 if the file is in another charset
 * @param lines how many physical lines are done
 * @param totals the outcomes so far
 * @param token continues here after a crash, if it is kept: see {@link ContactImport#resume}
 */
public record ImportProgress(long bytes, long lines, ImportTotals totals, String token) {}
