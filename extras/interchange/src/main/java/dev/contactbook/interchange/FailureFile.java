package dev.contactbook.interchange;

import dev.contactbook.interchange.core.InputRecord;
import dev.contactbook.interchange.core.Problem;
import dev.contactbook.interchange.core.RecordReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The file of failed records, which the same import reads again: in the charset that the caller names, else in UTF-8.
 */
final class FailureFile {
    /** More reasons of one record help no person, and would make a line that no import reads. */
    private static final int MAX_REASONS = 20;

    private final OutputStream output;
    private final RecordReader records;
    private final boolean isBytes;
    private final Charset charset;
    private @Nullable Writer writer;

    /**
     * A file without a record yet.
     *
     * @param output where it goes
     * @param records the reader that read the records
     * @param isBytes whether their texts have one character for each byte
     * @param named the charset that the caller names, null if none
     */
    FailureFile(OutputStream output, RecordReader records, boolean isBytes, @Nullable Charset named) {
        Charset other = named != null && named.canEncode() && !named.equals(StandardCharsets.UTF_8) ? named : null;
        Charset asRead = isBytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        this.output = output;
        this.records = records;
        this.isBytes = isBytes && other != null;
        this.charset = other == null ? asRead : other;
    }

    /** Adds a record with why it failed. */
    void add(InputRecord record, List<Problem> problems) throws IOException {
        Writer file = writer;
        if (file == null) {
            file = new OutputStreamWriter(output, charset); // one encoder, since some charsets begin with a mark
            file.write(text(records.failureHead()));
            writer = file;
        }
        String reason = problems.stream()
                .map(problem -> problem.code().name() + (problem.field().isEmpty() ? "" : " " + problem.field()))
                .distinct()
                .limit(MAX_REASONS)
                .collect(Collectors.joining(", "));
        file.write(text(records.failure(record, reason)));
        file.flush();
    }

    /** What was read in another charset is UTF-8 for its reader. */
    private String text(String read) {
        return isBytes ? new String(read.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8) : read;
    }
}
