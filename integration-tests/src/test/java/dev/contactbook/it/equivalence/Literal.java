package dev.contactbook.it.equivalence;

import dev.contactbook.domain.Sort;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values as Java writes them, in ASCII. */
final class Literal {
    /** From how many equal characters on a text is printed as {@code "x".repeat(9)}. */
    private static final int RUN = 9;

    private Literal() {}

    static String of(@Nullable Object value) {
        if (value instanceof String text) {
            return text(text);
        } else if (value instanceof Long) {
            return value + "L";
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            return "Double.NaN";
        } else if (value instanceof BigDecimal || value instanceof BigInteger) {
            return "new " + value.getClass().getSimpleName() + "(\"" + value + "\")";
        } else if (value instanceof Instant) {
            return "Instant.parse(\"" + value + "\")";
        } else if (value instanceof Where where) {
            return where.toJava();
        } else if (value instanceof List<?> list && list.size() == 1 && list.get(0) == null) {
            return "Collections.singletonList(null)";
        } else if (value instanceof List<?> list) {
            return "Arrays.asList(" + list.stream().map(Literal::of).collect(Collectors.joining(", ")) + ")";
        } else if (value instanceof Map<?, ?> map) {
            return "Values.map("
                    + map.entrySet().stream()
                            .flatMap(entry -> Stream.of(of(entry.getKey()), of(entry.getValue())))
                            .collect(Collectors.joining(", "))
                    + ")";
        } else if (value instanceof Sort sort) {
            return "ContactFields." + sort.field().name().toUpperCase(Locale.ROOT) + "."
                    + sort.direction().name().toLowerCase(Locale.ROOT) + "()";
        }
        return String.valueOf(value);
    }

    private static String text(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int[] letters = text.codePoints().toArray();
        for (int i = 0; i < letters.length; ) {
            int end = i + 1;
            while (end < letters.length && letters[end] == letters[i]) {
                end++;
            }
            if (end - i >= RUN) {
                flush(plain, parts);
                parts.add("\"" + escaped(letters[i]) + "\".repeat(" + (end - i) + ")");
            } else {
                plain.append(escaped(letters[i]).repeat(end - i));
            }
            i = end;
        }
        flush(plain, parts);
        return parts.isEmpty() ? "\"\"" : String.join(" + ", parts);
    }

    private static void flush(StringBuilder plain, List<String> parts) {
        if (plain.length() > 0) {
            parts.add("\"" + plain + "\"");
            plain.setLength(0);
        }
    }

    private static String escaped(int letter) {
        if (letter == '"' || letter == '\\') {
            return "\\" + (char) letter;
        } else if (letter == '\n') {
            return "\\n";
        } else if (letter == '\r') {
            return "\\r";
        } else if (letter >= ' ' && letter < 0x7F) {
            return String.valueOf((char) letter);
        }
        return Character.toString(letter)
                .chars()
                .mapToObj(unit -> String.format(Locale.ROOT, "\\u%04X", unit))
                .collect(Collectors.joining());
    }
}
