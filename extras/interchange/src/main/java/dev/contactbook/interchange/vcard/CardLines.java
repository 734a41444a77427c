package dev.contactbook.interchange.vcard;

import dev.contactbook.interchange.core.Bounds;
import dev.contactbook.interchange.core.ByteLines;
import dev.contactbook.interchange.core.Code;
import dev.contactbook.interchange.core.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into cards of unfolded lines, one character for each byte. A card that another BEGIN or the end of the
 * file cuts is broken, and so is one beyond a limit: its rest is read over without being held.
 */
final class CardLines {
    private static final Pattern BEGIN = Pattern.compile("(?i)BEGIN\\s*:\\s*VCARD\\s*");
    private static final Pattern END = Pattern.compile("(?i)END\\s*:\\s*VCARD\\s*");

    /** Both on one line, perhaps with a byte order mark between: files were joined without a line end. */
    private static final Pattern END_AND_BEGIN =
            Pattern.compile("(?i)(\\s*END\\s*:\\s*VCARD)[\\s\u00EF\u00BB\u00BF]*(BEGIN\\s*:\\s*VCARD\\s*)");

    /** A name and a colon, or parameters before it, which may be folded. */
    private static final Pattern PROPERTY = Pattern.compile(
            "[A-Za-z0-9_.-]+\\s*(?:;[^:]*)?:.*|[A-Za-z0-9_.-]+\\s*;\\s*[A-Za-z0-9-]+=.*", Pattern.DOTALL);

    private static final Pattern AGENT = Pattern.compile("(?i)(?:[\\w-]+\\.)?AGENT(?:;[^:]*)?:\\s*");
    private static final Pattern QUOTED =
            Pattern.compile("(?i)[^:]*;\\s*(?:ENCODING=)?QUOTED-PRINTABLE[;:].*", Pattern.DOTALL);
    private static final Pattern BINARY = Pattern.compile(
            "(?i)[^:]*;\\s*(?:ENCODING=(?:B|BASE64)|BASE64)[;:].*"
                    + "|(?:[\\w-]+\\.)?(?:PHOTO|LOGO|SOUND|KEY)(?:;[^:]*)?:data:.*",
            Pattern.DOTALL);

    /** What may follow a line that ends with {@code =} by mistake. */
    private static final Set<String> KNOWN = Set.of(
            "N",
            "FN",
            "TEL",
            "EMAIL",
            "ADR",
            "LABEL",
            "ORG",
            "TITLE",
            "ROLE",
            "NOTE",
            "URL",
            "BDAY",
            "PHOTO",
            "UID",
            "REV",
            "CATEGORIES",
            "NICKNAME",
            "VERSION",
            "KEY",
            "MAILER",
            "TZ",
            "GEO",
            "SORT-STRING",
            "PRODID");

    /** How much of a binary value is held: enough to see that there is one. */
    private static final int HELD_OF_BINARY = 64;

    private final ByteLines lines;
    private @Nullable Line ahead;

    CardLines(ByteLines lines) {
        this.lines = lines;
    }

    /**
     * One card, or lines between cards.
     *
     * @param line where it begins
     * @param properties its unfolded lines
     * @param problem why it is broken or none, null if it is good
     * @param raw its lines as they are, those beyond the limit left out
     */
    record RawCard(
            long line, List<Unfolded> properties, @Nullable Code problem, List<String> raw) {}

    /**
     * One unfolded line.
     *
     * @param line its first physical line
     * @param text one character for each byte
     */
    record Unfolded(long line, String text) {}

    /** The next card, null at the end. */
    @Nullable
    RawCard next() throws IOException {
        Line line = take();
        while (line != null && line.isBlank()) {
            line = take();
        }
        if (line == null) {
            return null;
        }
        return isBegin(line) ? new Reading(line).card() : between(line);
    }

    private static boolean isBegin(Line line) {
        return BEGIN.matcher(line.latin().strip()).matches();
    }

    private @Nullable Line take() throws IOException {
        Line line = peek();
        ahead = null;
        return line == null ? null : withoutNext(line);
    }

    /** The line, or the end of a card, while the beginning of the next one waits. */
    private Line withoutNext(Line line) {
        Matcher joined = END_AND_BEGIN.matcher(line.latin());
        if (!joined.matches()) {
            return line;
        }
        ahead = line.part(joined.start(2), joined.end());
        return line.part(0, joined.end(1));
    }

    private @Nullable Line peek() throws IOException {
        if (ahead == null) {
            ahead = lines.next();
        }
        return ahead;
    }

    /** The first lines are held, as many as one line may be long. */
    private RawCard between(Line first) throws IOException {
        List<String> raw = new ArrayList<>();
        int held = 0;
        Line line = first;
        while (line != null && !isBegin(line)) {
            int length = line.bytes().length + 1;
            if (held + length <= Bounds.CONTENT_LINE + 1) {
                raw.add(line.latin());
                held += length;
            }
            line = take();
        }
        ahead = line;
        return new RawCard(first.number(), List.of(), Code.NOT_A_CARD, raw);
    }

    /** One card as it is read. */
    private final class Reading {
        private final Line begin;
        private final List<String> raw = new ArrayList<>();
        private final List<Unfolded> properties = new ArrayList<>();
        private final StringBuilder current = new StringBuilder();
        private long currentLine;
        private boolean isBinary;
        private boolean isQuoted;
        private boolean isAgent;
        private int depth;
        private int held;

        /** The blanks before each line of a card that is indented as a whole, null until its second line is read. */
        private @Nullable String indent;

        private boolean hasIndentedBegin;
        private @Nullable Code problem;

        private Reading(Line begin) {
            this.begin = begin;
            raw.add(begin.latin());
        }

        private RawCard card() throws IOException {
            while (true) {
                Line line = take();
                if (line == null) {
                    return broken(Code.END_MISSING);
                }
                String text = unindented(line.latin());
                if (BEGIN.matcher(text).matches()) {
                    if (!isAgent) {
                        ahead = line;
                        return broken(Code.END_MISSING);
                    }
                    hold(text);
                    depth++;
                    isAgent = false;
                    if (depth > Bounds.NESTING) {
                        fail(Code.NESTED_TOO_DEEP);
                    }
                } else if (END.matcher(text).matches() || isIndentedEnd(text)) {
                    hold(text.strip());
                    if (depth == 0) {
                        endProperty();
                        return new RawCard(begin.number(), properties, problem, raw);
                    }
                    depth--;
                } else {
                    hold(text);
                    if (depth == 0) {
                        add(line, text);
                    }
                    isAgent = line.isBlank() ? isAgent : AGENT.matcher(text).matches();
                }
            }
        }

        private String unindented(String text) {
            if (indent == null) {
                String first = begin.latin();
                String blanks =
                        first.substring(0, first.length() - first.stripLeading().length());
                indent = text.startsWith(blanks) ? blanks : "";
            }
            return text.startsWith(indent) ? text.substring(indent.length()) : text;
        }

        /** Whether an end with blanks before it, which may be the rest of a folded line, is followed by no property. */
        private boolean isIndentedEnd(String text) throws IOException {
            String plain = text.strip();
            if (!isFolded(text) || hasIndentedBegin || !END.matcher(plain).matches()) {
                hasIndentedBegin |= BEGIN.matcher(plain).matches();
                return false;
            }
            Line next = peek();
            return next == null || next.isBlank() || isBegin(next);
        }

        private static boolean isFolded(String text) {
            return !text.isEmpty() && (text.charAt(0) == ' ' || text.charAt(0) == '\t');
        }

        private RawCard broken(Code code) {
            return new RawCard(begin.number(), List.of(), problem == null ? code : problem, raw);
        }

        private void hold(String text) {
            held += text.length();
            if (held > Bounds.CARD) {
                fail(Code.RECORD_TOO_LARGE);
            }
            if (problem == null && !(isBinary && current.length() >= HELD_OF_BINARY)) {
                raw.add(text);
                if (raw.size() > Bounds.CARD_TEXT_LINES) {
                    fail(Code.TOO_MANY_LINES);
                }
            }
        }

        /** Lets go of what is held. */
        private void fail(Code code) {
            if (problem == null) {
                problem = code;
                properties.clear();
                raw.clear();
                current.setLength(0);
            }
        }

        private void add(Line line, String text) {
            if (problem != null) {
                return;
            }
            boolean isSoft = isQuoted && current.length() > 0 && current.charAt(current.length() - 1) == '=';
            boolean isFolded = isFolded(text);
            if (line.isBlank() && !isFolded) {
                isBinary = false;
            } else if (isSoft && !isKnownProperty(text)) {
                current.setLength(current.length() - 1);
                append(line, isFolded ? text.substring(1) : text);
            } else if (isFolded) {
                append(line, text.substring(1));
            } else if (text.startsWith("#")) {
                endProperty();
            } else if (PROPERTY.matcher(text).matches()) {
                begin(line, text);
            } else {
                append(line, isBinary || current.length() == 0 ? text : "\n" + text);
            }
        }

        private void begin(Line line, String text) {
            endProperty();
            currentLine = line.number();
            isBinary = BINARY.matcher(text).matches();
            isQuoted = QUOTED.matcher(text).matches();
            if (properties.size() >= Bounds.CARD_LINES) {
                fail(Code.TOO_MANY_LINES);
            } else {
                append(line, text);
            }
        }

        private void append(Line line, String text) {
            if (currentLine == 0) {
                return; // a continuation of nothing
            }
            if (isBinary) {
                int colon = text.indexOf(':');
                int room = Math.max(0, HELD_OF_BINARY + Math.max(0, colon) - current.length());
                current.append(text, 0, Math.min(text.length(), room));
            } else if (line.isCut() || current.length() + text.length() > Bounds.CONTENT_LINE) {
                fail(Code.LINE_TOO_LONG);
            } else {
                current.append(text);
            }
        }

        private void endProperty() {
            if (current.length() > 0) {
                properties.add(new Unfolded(currentLine, current.toString()));
            }
            current.setLength(0);
            currentLine = 0;
            isBinary = false;
            isQuoted = false;
        }

        private boolean isKnownProperty(String text) {
            int end = 0;
            while (end < text.length() && text.charAt(end) != ':' && text.charAt(end) != ';') {
                end++;
            }
            return end < text.length() && KNOWN.contains(text.substring(0, end).toUpperCase(Locale.ROOT));
        }
    }
}
