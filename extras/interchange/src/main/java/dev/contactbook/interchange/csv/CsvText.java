package dev.contactbook.interchange.csv;

import java.util.ArrayList;
import java.util.List;

/** Rows and lists within a cell as text. */
public final class CsvText {
    static final String LINE_END = "\r\n";
    private static final char SEPARATOR = ';';
    private static final char ESCAPE = '\\';

    private CsvText() {}

    /** A row by RFC 4180, with its end. */
    static String row(List<String> cells, char separator) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                row.append(separator);
            }
            String cell = cells.get(i);
            boolean isOnlyCell = cells.size() == 1 && cell.isEmpty();
            if (isOnlyCell || needsQuotes(cell, separator)) {
                row.append('"').append(cell.replace("\"", "\"\"")).append('"');
            } else {
                row.append(cell);
            }
        }
        return row.append(LINE_END).toString();
    }

    private static boolean needsQuotes(String cell, char separator) {
        for (int i = 0; i < cell.length(); i++) {
            char letter = cell.charAt(i);
            if (letter == separator || letter == '"' || letter == '\r' || letter == '\n') {
                return true;
            }
        }
        return !cell.equals(cell.strip()) || cell.startsWith("\uFEFF");
    }

    /** Texts as one text, with a semicolon after each but the last. */
    static String joined(List<String> texts) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            joined.append(i == 0 ? "" : ";").append(text.replace("\\", "\\\\").replace(";", "\\;"));
        }
        return joined.toString();
    }

    /** The texts of {@link #joined}. */
    static List<String> split(String joined) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < joined.length(); i++) {
            char letter = joined.charAt(i);
            if (letter == ESCAPE && i + 1 < joined.length()) {
                i++;
                text.append(joined.charAt(i));
            } else if (letter == SEPARATOR) {
                texts.add(text.toString());
                text.setLength(0);
            } else {
                text.append(letter);
            }
        }
        texts.add(text.toString());
        return texts;
    }
}
