package dev.contactbook.interchange.core;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the records of a file one by one. */
public interface RecordReader {
    /** The next record, null at the end. */
    @Nullable
    InputRecord next() throws IOException;

    /** The separator of a CSV file, empty for others. */
    String separator();

    /** What each column means, by its name in the order of the file, empty for formats without columns. */
    Map<String, String> columns();

    /** The charset: the one given or found, perhaps with a note that some lines were guessed. */
    String charset();

    /** How many bytes were read. */
    long bytes();

    /** How many physical lines were read. */
    long lines();

    /** Bytes of one failed record as a file of the same format has them, with the reason. */
    String failure(InputRecord record, String reason);

    /** What such a file begins with. */
    String failureHead();
}
