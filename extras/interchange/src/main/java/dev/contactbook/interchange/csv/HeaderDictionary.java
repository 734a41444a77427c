package dev.contactbook.interchange.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of address books mean, from the resource {@code headers.tsv}. A header with several meanings has the
 * one of the program that knows most of the file's headers.
 */
final class HeaderDictionary {
    private static final String FIRST_NAME = "first_name";
    private static final String LAST_NAME = "last_name";
    private static final String FULL_NAME = "full_name";
    /** Longer ones are known to no program, and a long run of marks would take quadratic time. */
    private static final int LONGEST_HEADER = 500;

    private static final Pattern BLANKS = Pattern.compile("[\\s_\u00A0:*-]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    /** Behind the patterns that it needs. */
    static final HeaderDictionary INSTANCE = new HeaderDictionary();

    private final Map<String, List<Entry>> entries = new HashMap<>();
    private final Set<String> allMeanings = new HashSet<>();

    /** One line of the resource. */
    private record Entry(String program, String meaning) {}

    private HeaderDictionary() {
        try (InputStream in = Objects.requireNonNull(HeaderDictionary.class.getResourceAsStream("headers.tsv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().skip(1).forEach(line -> {
                String[] parts = line.split("\t", 4);
                entries.computeIfAbsent(normal(parts[3]), header -> new ArrayList<>())
                        .add(new Entry(parts[0] + " " + parts[1], parts[2]));
                allMeanings.add(parts[2]);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A header without what programs and people write differently. */
    static String normal(String header) {
        if (header.length() > LONGEST_HEADER) {
            return header;
        }
        String decomposed = Normalizer.normalize(header, Normalizer.Form.NFKD);
        String letters = MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
        return BLANKS.matcher(letters).replaceAll(" ").strip();
    }

    boolean isKnown(String header) {
        return !known(header).isEmpty();
    }

    /** The meanings of all headers. */
    Set<String> allMeanings() {
        return allMeanings;
    }

    /** The meaning of each header in its order, null where it is unknown. */
    List<@Nullable String> meanings(List<String> headers) {
        Map<String, Integer> votes = new HashMap<>();
        for (String header : headers) {
            Set<String> programs = new HashSet<>();
            known(header).forEach(entry -> programs.add(entry.program));
            programs.forEach(program -> votes.merge(program, 1, Integer::sum));
        }
        Map<String, Integer> seen = new HashMap<>();
        List<@Nullable String> meanings = new ArrayList<>();
        for (String header : headers) {
            int earlier = seen.merge(normal(header), 1, Integer::sum) - 1;
            meanings.add(meaning(header, earlier, votes, headers));
        }
        return meanings;
    }

    /** Where a program writes a header several times, each has its meaning in the order of the resource. */
    private @Nullable String meaning(String header, int earlier, Map<String, Integer> votes, List<String> headers) {
        List<Entry> known = known(header);
        if (known.isEmpty()) {
            return null;
        }
        String program = known.stream()
                .max(Comparator.comparingInt(entry -> votes.getOrDefault(entry.program, 0)))
                .orElseThrow()
                .program;
        List<String> meanings = known.stream()
                .filter(entry -> entry.program.equals(program))
                .map(Entry::meaning)
                .toList();
        return meanings.contains(FULL_NAME)
                ? nameMeaning(meanings, program, headers)
                : meanings.get(Math.min(earlier, meanings.size() - 1));
    }

    /** A header that may be the whole name or a part of it is the part if another header is the other part. */
    private String nameMeaning(List<String> meanings, String program, List<String> headers) {
        String part = meanings.stream()
                .filter(meaning -> !meaning.equals(FULL_NAME))
                .findFirst()
                .orElse(FULL_NAME);
        String other = part.equals(LAST_NAME) ? FIRST_NAME : LAST_NAME;
        boolean hasOther = headers.stream()
                .flatMap(header -> known(header).stream())
                .anyMatch(entry -> entry.program.equals(program) && entry.meaning.equals(other));
        return hasOther ? part : FULL_NAME;
    }

    private List<Entry> known(String header) {
        String normal = normal(header);
        List<Entry> exact = entries.get(normal);
        if (exact != null) {
            return exact;
        }
        return entries.getOrDefault(DIGITS.matcher(normal).replaceAll("n"), List.of());
    }
}
