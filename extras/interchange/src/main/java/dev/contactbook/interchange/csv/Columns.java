package dev.contactbook.interchange.csv;

import dev.contactbook.interchange.core.Card;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What each column of a file means, and what the cells of a row say. */
final class Columns {
    /** The headers of an export beside the names of fields. */
    static final String CUSTOM = "custom_fields_by_name.";

    static final String OTHER_EMAILS = "other_emails.";
    static final String OTHER_PHONES = "other_phones.";
    static final String MORE = "contactbook_more";
    static final String PROBLEM = "import_problem";

    /** A meaning that the caller gives to a column to leave it out. */
    static final String IGNORED = "ignore";

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    static final Pattern LISTED = Pattern.compile("other_(emails|phones)\\.(\\d{1,3})\\.(\\w+)");
    private static final Map<String, Set<String>> ENTRIES = Map.of(
            "emails", Set.of("email", "label"),
            "phones", Set.of("phone", "label", "phone_country_code", "phone_country_iso"));

    private final List<String> headers;
    private final List<String> meanings;
    private final boolean isOwn;

    private Columns(List<String> headers, List<String> meanings) {
        this.headers = headers;
        this.meanings = meanings;
        this.isOwn = headers.contains(MORE);
    }

    /** Columns by their headers. The caller's mapping comes before the dictionary. */
    static Columns of(List<String> headers, Map<String, String> mapping) {
        return of(headers, mapping, false);
    }

    /** Columns that the caller names by meanings, or as headers. */
    static Columns named(List<String> meanings, Map<String, String> mapping) {
        return of(meanings, mapping, true);
    }

    private static Columns of(List<String> headers, Map<String, String> mapping, boolean areMeanings) {
        Map<String, String> given = new HashMap<>();
        mapping.forEach((header, meaning) -> given.put(HeaderDictionary.normal(header), meaning));
        List<@Nullable String> known = HeaderDictionary.INSTANCE.meanings(headers);
        List<String> meanings = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            String header = headers.get(i).strip();
            String own = given.get(HeaderDictionary.normal(header));
            String meaning = known.get(i);
            if (own != null) {
                meanings.add(own);
            } else if (header.isEmpty() || header.equals(PROBLEM) || header.equals(MORE)) {
                meanings.add(header.isEmpty() ? "" : header.equals(MORE) ? MORE : IGNORED);
            } else if (isOwnHeader(header) || (areMeanings && Meanings.isMeaning(header))) {
                meanings.add(header);
            } else {
                meanings.add(meaning == null ? CUSTOM + header + ":text" : numbered(meaning, header));
            }
        }
        return new Columns(headers.stream().map(String::strip).toList(), meanings);
    }

    /** Whether an export writes this header for a list or a custom field. */
    static boolean isOwnHeader(String header) {
        boolean isCustom =
                header.startsWith(CUSTOM) && !header.substring(CUSTOM.length()).isBlank();
        Matcher listed = LISTED.matcher(header);
        return isCustom || (listed.matches() && isEntry(listed));
    }

    static boolean isEntry(Matcher listed) {
        return ENTRIES.getOrDefault(listed.group(1), Set.of()).contains(listed.group(3));
    }

    private static String numbered(String meaning, String header) {
        Matcher number = NUMBER.matcher(header);
        return meaning.contains(".N") && number.find() ? meaning.replace(".N", "." + number.group()) : meaning;
    }

    int size() {
        return headers.size();
    }

    /** How many columns there are without the reasons of an earlier import. */
    int withoutReason() {
        boolean hasReason =
                !headers.isEmpty() && headers.get(headers.size() - 1).equals(PROBLEM);
        return headers.size() - (hasReason ? 1 : 0);
    }

    List<String> headers() {
        return headers;
    }

    /** The meaning of each column by its header, for people. */
    Map<String, String> asMap() {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < headers.size(); i++) {
            String meaning = meanings.get(i).isEmpty() ? IGNORED : meanings.get(i);
            String name = headers.get(i).isEmpty() ? "(column " + (i + 1) + ")" : headers.get(i);
            map.merge(name, meaning, (first, second) -> first + ", " + second);
        }
        return map;
    }

    /** What a row says. */
    Card card(long line, List<String> cells) {
        return new RowReading(headers, meanings, isOwn, line, cells).card();
    }
}
