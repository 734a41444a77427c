package dev.contactbook.interchange.vcard;

import dev.contactbook.interchange.core.Bounds;
import dev.contactbook.interchange.core.ByteLines;
import dev.contactbook.interchange.core.Card;
import dev.contactbook.interchange.core.Code;
import dev.contactbook.interchange.core.Encodings;
import dev.contactbook.interchange.core.InputRecord;
import dev.contactbook.interchange.core.LineDecoder;
import dev.contactbook.interchange.core.Problem;
import dev.contactbook.interchange.core.RecordReader;
import dev.contactbook.interchange.vcard.CardLines.RawCard;
import dev.contactbook.interchange.vcard.CardLines.Unfolded;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The cards of a file of vCards of any versions. */
public final class VCardRecords implements RecordReader {
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*CHARSET=[^;]*");

    private final String charset;
    private final ByteLines lines;
    private final CardLines cards;
    private final LineDecoder decoder;

    /** The charset of a file that was turned into UTF-8, null if it was UTF-8. */
    private final @Nullable Charset recoded;

    public VCardRecords(Encodings input, Charset fallback) {
        this.charset = input.name();
        this.lines = new ByteLines(input.stream(), Bounds.CONTENT_LINE, true);
        this.cards = new CardLines(lines);
        this.decoder = new LineDecoder(fallback);
        Charset named = Charset.forName(charset);
        this.recoded = named.equals(StandardCharsets.UTF_8) ? null : named;
    }

    @Override
    public @Nullable InputRecord next() throws IOException {
        RawCard raw = cards.next();
        if (raw == null) {
            return null;
        }
        Code problem = raw.problem();
        if (problem == Code.NOT_A_CARD) {
            return InputRecord.skipped(problem(raw, problem), raw.raw());
        } else if (problem != null) {
            return InputRecord.broken(problem(raw, problem), raw.raw());
        }
        List<ContentLine> properties = new ArrayList<>();
        for (Unfolded line : raw.properties()) {
            properties.add(new ContentLine(line.line(), line.text(), decoder, recoded));
        }
        Card card = new CardReading(raw.line(), properties).card();
        return card == null
                ? InputRecord.skipped(problem(raw, Code.NOT_A_CONTACT), raw.raw())
                : InputRecord.good(raw.line(), card, List.of(), raw.raw());
    }

    private static Problem problem(RawCard raw, Code code) {
        String excerpt = raw.raw().size() > 1 ? raw.raw().get(1) : "";
        return Problem.of(raw.line(), "", code, excerpt);
    }

    @Override
    public String separator() {
        return "";
    }

    @Override
    public Map<String, String> columns() {
        return Map.of();
    }

    @Override
    public String charset() {
        return decoder.everGuessed() ? charset + ", " + decoder.fallback().name() : charset;
    }

    @Override
    public long bytes() {
        return lines.bytes();
    }

    @Override
    public long lines() {
        return lines.lines();
    }

    @Override
    public String failureHead() {
        return "";
    }

    /** One character for each byte, which the caller writes as such. */
    @Override
    public String failure(InputRecord record, String reason) {
        List<String> raw = record.raw();
        if (raw.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < raw.size(); i++) {
            String line = raw.get(i);
            text.append(recoded == null ? line : withoutCharset(line)).append("\r\n");
            if (i == 0) {
                text.append(CardReading.PROBLEM)
                        .append(':')
                        .append(escaped(reason))
                        .append("\r\n");
            }
        }
        return text.toString();
    }

    /** A reason has names of fields from the file. They stay within their line, and are UTF-8. */
    private static String escaped(String reason) {
        String line = reason.replace("\\", "\\\\").replace("\n", "\\n").replaceAll("\\p{Cntrl}", " ");
        return new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The line of a file that was turned into UTF-8, without a charset that is true no more. */
    private static String withoutCharset(String line) {
        int colon = line.indexOf(':');
        String head = colon < 0 || line.startsWith(" ") || line.startsWith("\t") ? "" : line.substring(0, colon);
        boolean isQuoted = head.toUpperCase(Locale.ROOT).contains("QUOTED-PRINTABLE");
        return isQuoted ? line : CHARSET.matcher(head).replaceAll("") + line.substring(head.length());
    }
}
