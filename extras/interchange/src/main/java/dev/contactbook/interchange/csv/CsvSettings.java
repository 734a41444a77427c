package dev.contactbook.interchange.csv;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the caller says about a CSV file.
 *
 * @param separator the separator, null to find it
 * @param columns the meanings of the columns of a file without a header, null if it has one
 * @param mapping meanings by header
 * @param fallback the charset of bytes that are not UTF-8
 */
public record CsvSettings(
        @Nullable Character separator, @Nullable List<String> columns, Map<String, String> mapping, Charset fallback) {}
