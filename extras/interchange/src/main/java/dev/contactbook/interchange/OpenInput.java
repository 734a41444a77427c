package dev.contactbook.interchange;

import dev.contactbook.interchange.core.Encodings;
import dev.contactbook.interchange.core.RecordReader;
import dev.contactbook.interchange.core.Refusal;
import dev.contactbook.interchange.csv.CsvRecords;
import dev.contactbook.interchange.csv.CsvSettings;
import dev.contactbook.interchange.vcard.VCardRecords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the format of a file and opens its reader. */
final class OpenInput {
    /** Without line ends before it, since each of them would be tried as a start. */
    private static final Pattern BEGIN = Pattern.compile("(?im)^[ \\t]*BEGIN[ \\t]*:[ \\t]*VCARD[ \\t]*$");

    /** A byte order mark of UTF-8, one character for each byte. */
    private static final String MARK = "\u00EF\u00BB\u00BF";

    /** How files of other formats begin: zip and old Excel, PDF, RTF, XML and web pages, JSON. */
    private static final Pattern OTHERS =
            Pattern.compile("(?i)(?:\\s|" + MARK + ")*+(?:PK\u0003\u0004|\u00D0\u00CF\u0011\u00E0|%PDF"
                    + "|\\{\\\\rtf|<[!?]|<[a-z][\\w:-]*+[\\s/>]|\\[\\s*+[\\[{\"\\]]|\\{\\s*+[\"}])");

    private final ImportFormat format;
    private final RecordReader records;

    private OpenInput(ImportFormat format, RecordReader records) {
        this.format = format;
        this.records = records;
    }

    static OpenInput open(InputStream input, ImportSettings settings) throws IOException {
        Encodings encoded = Encodings.open(input, settings.charset);
        ImportFormat given = settings.format;
        ImportFormat format = given == null ? format(encoded.head(), settings) : given;
        try {
            RecordReader records = format == ImportFormat.VCARD
                    ? new VCardRecords(encoded, settings.fallback)
                    : new CsvRecords(encoded, csv(settings));
            return new OpenInput(format, records);
        } catch (Refusal e) {
            throw refused(e);
        }
    }

    private static InterchangeException refused(Refusal refusal) {
        return new InterchangeException(refusal.code(), String.valueOf(refusal.getMessage()));
    }

    private static CsvSettings csv(ImportSettings settings) {
        return new CsvSettings(settings.separator, settings.columns, settings.mapping, settings.fallback);
    }

    private static ImportFormat format(byte[] head, ImportSettings settings) throws IOException {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (OTHERS.matcher(text).lookingAt()) {
            throw new InterchangeException("NO_FORMAT", "The file is neither CSV nor vCard: export it as one of them");
        }
        Matcher begin = BEGIN.matcher(text.replace(MARK, ""));
        if (!begin.find()) {
            return ImportFormat.CSV;
        }
        return begin.start() > 0 && hasHeader(head, settings) ? ImportFormat.CSV : ImportFormat.VCARD;
    }

    /** A cell may hold a card. */
    private static boolean hasHeader(byte[] head, ImportSettings settings) throws IOException {
        try {
            Encodings encoded = Encodings.open(new ByteArrayInputStream(head), StandardCharsets.UTF_8);
            return !new CsvRecords(encoded, csv(settings)).columns().isEmpty();
        } catch (Refusal e) {
            return false;
        }
    }

    ImportFormat format() {
        return format;
    }

    RecordReader records() {
        return records;
    }
}
