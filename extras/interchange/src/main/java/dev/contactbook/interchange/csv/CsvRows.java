package dev.contactbook.interchange.csv;

import dev.contactbook.interchange.core.Bounds;
import dev.contactbook.interchange.core.ByteLines;
import dev.contactbook.interchange.core.Code;
import dev.contactbook.interchange.core.Line;
import dev.contactbook.interchange.core.LineDecoder;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file. A broken row costs itself alone: reading goes on at the physical line after its first one.
 *
 * <p>A quote that is never closed would have the rest of the file read again for each such line. So after some of them
 * the lines that were read in vain are read as one row each.
 */
final class CsvRows {
    private static final int MOST_REREADS = 16;
    private static final String MARK = "\uFEFF";

    private final ByteLines lines;
    private final LineDecoder decoder;
    private final char separator;
    private final Deque<TextLine> ahead = new ArrayDeque<>();
    private long readInVain;
    private int rereads;

    /** Whether the header ended with the column of reasons, which makes rows one cell longer. */
    private boolean hasReasons;

    CsvRows(ByteLines lines, LineDecoder decoder, char separator) {
        this.lines = lines;
        this.decoder = decoder;
        this.separator = separator;
    }

    /** A line with its number, text and end. */
    private record TextLine(long number, String text, String end, boolean isCut, boolean isGuessed) {
        TextLine withoutMark() {
            return text.startsWith(MARK) ? new TextLine(number, text.substring(1), end, isCut, isGuessed) : this;
        }

        int size() {
            return text.length() + end.length();
        }
    }

    /**
     * The next row that is not a blank line, null at the end. A byte order mark before it is of a file that was joined.
     */
    @Nullable
    Row next() throws IOException {
        TextLine first = take();
        while (first != null && first.text.isBlank() && !first.isCut) {
            first = take();
        }
        return first == null ? null : new Parser(first.withoutMark()).row();
    }

    private @Nullable TextLine take() throws IOException {
        if (!ahead.isEmpty()) {
            return ahead.removeFirst();
        }
        Line line = lines.next();
        if (line == null) {
            return null;
        }
        String text = decoder.decode(line.bytes());
        return new TextLine(line.number(), text, line.end(), line.isCut(), decoder.hasGuessed());
    }

    private enum State {
        START,
        PLAIN,
        QUOTED,
        CLOSED
    }

    /** Parses one row. */
    private final class Parser {
        private final TextLine first;
        private final List<TextLine> more = new ArrayList<>();
        private final List<String> cells = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();
        private State state = State.START;
        private @Nullable Code tooMuch;
        private boolean isGuessed;
        private int size;

        private Parser(TextLine first) {
            this.first = first;
        }

        private Row row() throws IOException {
            if (first.number > readInVain) {
                rereads = 0;
            }
            TextLine line = first;
            while (true) {
                isGuessed |= line.isGuessed;
                size += line.size();
                if (line.isCut) {
                    return broken(Code.RECORD_TOO_LARGE);
                }
                if (!parse(line.text)) {
                    return broken(Code.CELL_QUOTES);
                }
                if (state != State.QUOTED) {
                    endCell();
                    checkCells();
                    return tooMuch == null
                            ? new Row(first.number, List.copyOf(cells), null, isGuessed)
                            : new Row(first.number, List.of(first.text), tooMuch, isGuessed);
                }
                boolean mayGoOn = rereads < MOST_REREADS || first.number > readInVain;
                boolean hasRoom = size < Bounds.ROW && more.size() < Bounds.ROW_LINES;
                TextLine next = mayGoOn && hasRoom ? take() : null;
                if (next == null) {
                    return broken(Code.CELL_QUOTES);
                }
                append(line.end);
                more.add(next);
                line = next;
            }
        }

        /** Puts the lines after the first one back. */
        private Row broken(Code code) {
            for (int i = more.size() - 1; i >= 0; i--) {
                ahead.addFirst(more.get(i));
            }
            if (!more.isEmpty()) {
                readInVain = Math.max(readInVain, more.get(more.size() - 1).number);
                rereads++;
            }
            boolean isLong = first.text.length() > Bounds.CELL;
            String text = isLong ? first.text.substring(0, Bounds.CELL) : first.text;
            return new Row(first.number, List.of(text), code, isGuessed);
        }

        /** False if text follows a closing quote. */
        private boolean parse(String text) {
            for (int i = 0; i < text.length(); i++) {
                char letter = text.charAt(i);
                if (state == State.QUOTED) {
                    if (letter != '"') {
                        append(letter);
                    } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                        append(letter);
                        i++;
                    } else {
                        state = State.CLOSED;
                    }
                } else if (letter == separator) {
                    endCell();
                } else if (state == State.START && letter == '"') {
                    state = State.QUOTED;
                } else if (state == State.CLOSED) {
                    if (letter != ' ' && letter != '\t') {
                        return false;
                    }
                } else {
                    state = State.PLAIN;
                    append(letter);
                }
            }
            return true;
        }

        private void append(char letter) {
            if (cell.length() < Bounds.CELL) {
                cell.append(letter);
            } else {
                tooMuch = Code.CELL_TOO_LARGE;
            }
        }

        private void append(String text) {
            for (int i = 0; i < text.length(); i++) {
                append(text.charAt(i));
            }
        }

        private void endCell() {
            if (cells.size() <= Bounds.COLUMNS) {
                cells.add(cell.toString());
            } else {
                tooMuch = Code.TOO_MANY_CELLS;
            }
            cell.setLength(0);
            state = State.START;
        }

        private void checkCells() {
            hasReasons |= cells.get(cells.size() - 1).equals(Columns.PROBLEM);
            if (cells.size() > Bounds.COLUMNS && !hasReasons) {
                tooMuch = Code.TOO_MANY_CELLS;
            }
        }
    }
}
