package dev.contactbook.interchange;

import java.util.Map;

/**
 * What an import found and did (contract §8). Immutable.
 *
 * @param format the format of the file
 * @param charset the charset of the file. Two names if some lines were not in the first one
 * @param separator the separator of cells, empty for vCards
 * @param columns what each column means, by its name in the order of the file, unmodifiable, empty for vCards
 * @param totals the outcomes
 * @param problems how often each kind of problem occurred, by its code, unmodifiable
 * @param bytes how many bytes were read, in UTF-8 if the file is in another charset
 * @param lines how many physical lines were read
 * @param cancelled whether the import was cancelled before the end of the file
 * @param token continues where this import ended: see {@link ContactImport#resume}
 */
public record ImportReport(
        ImportFormat format,
        String charset,
        String separator,
        Map<String, String> columns,
        ImportTotals totals,
        Map<String, Long> problems,
        long bytes,
        long lines,
        boolean cancelled,
        String token) {}
