package dev.contactbook.interchange.csv;

import dev.contactbook.interchange.core.Card;
import dev.contactbook.interchange.core.Code;
import dev.contactbook.interchange.core.Problem;
import dev.contactbook.interchange.core.TypedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the cells of a row say. */
final class RowReading {
    private static final String JOINED = ":::";
    private static final String PREFERRED = "* ";
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Set<String> TYPES = Set.of("text", "number", "boolean", "list");

    private final List<String> headers;
    private final List<String> meanings;
    private final boolean isOwn;
    private final long line;
    private final List<String> cells;
    private final Card card = new Card();
    private final Map<String, String> labels = new HashMap<>();
    private final Map<Integer, Map<String, String>> otherEmails = new TreeMap<>();
    private final Map<Integer, Map<String, String>> otherPhones = new TreeMap<>();
    private final Set<String> filled = new HashSet<>();
    private String fullNameHeader = "";
    private @Nullable String countryIso;
    private @Nullable String countryCode;

    RowReading(List<String> headers, List<String> meanings, boolean isOwn, long line, List<String> cells) {
        this.headers = headers;
        this.meanings = meanings;
        this.isOwn = isOwn;
        this.line = line;
        this.cells = cells;
    }

    Card card() {
        card.hasCountries = meanings.contains("phone_country_code") || meanings.contains("phone_country_iso");
        for (int i = 0; i < cells.size(); i++) {
            prepare(meanings.get(i), cells.get(i).strip());
        }
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i).strip();
            if (!cell.isEmpty()) {
                read(meanings.get(i), headers.get(i), cell);
            }
        }
        keepFullName();
        checkCountry();
        card.phoneIso = countryIso;
        card.phoneCode = countryCode;
        otherEmails
                .values()
                .forEach(entry -> card.emails.add(
                        new Card.Email(entry.getOrDefault("email", ""), entry.get("label"), Card.ORDINARY, true)));
        otherPhones
                .values()
                .forEach(entry -> card.phones.add(new Card.Phone(
                        entry.getOrDefault("phone", ""),
                        entry.get("label"),
                        entry.get("phone_country_iso"),
                        entry.get("phone_country_code"),
                        Card.ORDINARY,
                        true)));
        return card;
    }

    /** Notes what other cells need. */
    private void prepare(String meaning, String cell) {
        if (cell.isEmpty()) {
            return;
        }
        filled.add(meaning);
        if (meaning.endsWith(".label") || meaning.endsWith(".name")) {
            labels.put(meaning, cell);
        } else if (meaning.equals("phone_country_iso")) {
            countryIso = cell;
        } else if (meaning.equals("phone_country_code")) {
            countryCode = cell;
        }
    }

    private void read(String meaning, String header, String cell) {
        if (meaning.isEmpty()) {
            card.problems.add(Problem.of(line, header, Code.COLUMN_WITHOUT_NAME, cell));
        } else if (meaning.equals(Columns.MORE)) {
            List<String> pairs = CsvText.split(cell);
            for (int i = 0; i + 1 < pairs.size(); i += 2) {
                read(pairs.get(i), pairs.get(i), pairs.get(i + 1));
            }
            if (pairs.size() % 2 != 0) {
                card.problems.add(Problem.of(line, header, Code.VALUE_INVALID, pairs.get(pairs.size() - 1)));
            }
        } else if (meaning.startsWith(Columns.CUSTOM)) {
            readCustom(meaning, cell);
        } else if (meaning.startsWith(Columns.OTHER_EMAILS) || meaning.startsWith(Columns.OTHER_PHONES)) {
            readListed(meaning, header, cell);
        } else if (meaning.equals("email") || meaning.startsWith("email.")) {
            readEmails(meaning, cell);
        } else if (meaning.equals("phone") || meaning.startsWith("phone.")) {
            readPhones(meaning, cell);
        } else if (meaning.startsWith("custom.")) {
            readNamed(meaning, header, cell);
        } else {
            readSingle(meaning, header, cell);
        }
    }

    private void readSingle(String meaning, String header, String cell) {
        switch (meaning) {
            case "first_name" -> card.given = first(card.given, header, cell);
            case "last_name" -> card.family = first(card.family, header, cell);
            case "full_name" -> readFullName(header, cell);
            case "middle_name" -> card.middle = first(card.middle, header, cell);
            case "prefix" -> card.prefix = first(card.prefix, header, cell);
            case "suffix" -> card.suffix = first(card.suffix, header, cell);
            case "nickname" -> card.nickname = first(card.nickname, header, cell);
            case "company" -> card.company = first(card.company, header, cell);
            case "department" -> card.department = first(card.department, header, cell);
            case "job_title" -> card.jobTitle = first(card.jobTitle, header, cell);
            case "birthday" -> card.birthday = first(card.birthday, header, cell);
            case "birthday.year", "birthday.month", "birthday.day" -> readBirthday(meaning, header, cell);
            case "anniversary" -> card.anniversary = first(card.anniversary, header, cell);
            case "external_id" -> readId(header, cell);
            case "avatar_url" -> card.avatarUrl = first(card.avatarUrl, header, cell);
            case "owned_by_user_id" -> card.ownerId = first(card.ownerId, header, cell);
            case "company_id" -> card.companyId = first(card.companyId, header, cell);
            case "channel_whatsapp_wa_id" -> card.whatsapp = first(card.whatsapp, header, cell);
            case "channel_instagram_user_id" -> card.instagram = first(card.instagram, header, cell);
            case "note" -> card.notes.add(cell);
            case "url" -> card.urls.add(cell);
            case "categories" -> readCategories(cell);
            case "phone_country_iso", "phone_country_code", Columns.IGNORED -> {}
            default -> card.addCustom(header, cell);
        }
    }

    private void readFullName(String header, String cell) {
        if (card.fullName == null) {
            fullNameHeader = header;
        }
        card.fullName = first(card.fullName, header, cell);
    }

    /** A whole name beside a given one is left out only if other fields have all its words. */
    private void keepFullName() {
        String fullName = card.fullName;
        if (card.given == null || fullName == null) {
            return;
        }
        List<String> words = Stream.of(
                        card.prefix, card.given, card.middle, card.family, card.suffix, card.nickname, card.company)
                .flatMap(Stream::ofNullable)
                .flatMap(RowReading::words)
                .toList();
        if (!words(fullName).allMatch(words::contains)) {
            card.addCustom(fullNameHeader, fullName);
        }
    }

    /** A birthday in parts needs month and day, and there may be a whole one. What is left over keeps its header. */
    private void readBirthday(String meaning, String header, String cell) {
        boolean isWhole = filled.contains("birthday");
        boolean hasParts = filled.contains("birthday.month") && filled.contains("birthday.day");
        if (meaning.equals("birthday.day") && !isWhole) {
            card.birthDay = first(card.birthDay, header, cell);
        } else if (isWhole || !hasParts) {
            card.addCustom(header, cell);
        } else if (meaning.equals("birthday.month")) {
            card.birthMonth = first(card.birthMonth, header, cell);
        } else {
            card.birthYear = first(card.birthYear, header, cell);
        }
    }

    private void readId(String header, String cell) {
        card.uid = first(card.uid, header, cell);
        if (cell.equals(card.uid)) {
            card.uidColumn = header;
        }
    }

    /** Country fields are those of the column {@code phone}, or of a contact without a phone. */
    private void checkCountry() {
        if (!card.phones.isEmpty() && !filled.contains("phone")) {
            for (int i = 0; i < cells.size(); i++) {
                if (meanings.get(i).startsWith("phone_country_")
                        && !cells.get(i).isBlank()) {
                    card.notKept.add(headers.get(i));
                }
            }
        }
    }

    /** The first value of a field. Others become custom fields by their headers. */
    private String first(@Nullable String known, String header, String cell) {
        if (known == null) {
            return cell;
        }
        card.addCustom(header, cell);
        return known;
    }

    private void readCustom(String meaning, String cell) {
        int colon = meaning.lastIndexOf(':');
        boolean hasType = colon > Columns.CUSTOM.length() && TYPES.contains(meaning.substring(colon + 1));
        String name = meaning.substring(Columns.CUSTOM.length(), hasType ? colon : meaning.length());
        String type = hasType ? meaning.substring(colon + 1) : "text";
        card.addCustom(name, type.equals("list") ? CsvText.split(cell) : TypedText.value(type, cell));
    }

    private void readListed(String meaning, String header, String cell) {
        Matcher parts = Columns.LISTED.matcher(meaning);
        if (!parts.matches() || !Columns.isEntry(parts)) {
            card.addCustom(header, cell);
            return;
        }
        boolean isEmail = parts.group(1).equals("emails");
        Map<Integer, Map<String, String>> list = isEmail ? otherEmails : otherPhones;
        String earlier = list.computeIfAbsent(Integer.valueOf(parts.group(2)), place -> new HashMap<>())
                .putIfAbsent(parts.group(3), cell);
        if (earlier != null) {
            card.addCustom(header, cell);
        }
    }

    private void readEmails(String meaning, String cell) {
        if (meaning.endsWith(".label")) {
            return;
        }
        for (String value : isOwn ? List.of(cell) : values(cell, true)) {
            String label = label(meaning);
            boolean isPreferred = value.startsWith(PREFERRED) || hasStar(label);
            card.emails.add(new Card.Email(
                    withoutStar(value),
                    label == null ? null : withoutStar(label),
                    isPreferred ? Card.PREFERRED : Card.ORDINARY,
                    false));
        }
    }

    private void readPhones(String meaning, String cell) {
        if (meaning.endsWith(".label")) {
            return;
        }
        for (String value : isOwn ? List.of(cell) : values(cell, false)) {
            String label = label(meaning);
            boolean isPreferred = meaning.equals("phone.primary") || hasStar(label);
            boolean isFax = label != null
                    && (label.toLowerCase(Locale.ROOT).contains("fax")
                            || label.toLowerCase(Locale.ROOT).contains("pager"));
            boolean hasCountry = meaning.equals("phone");
            card.phones.add(new Card.Phone(
                    withoutStar(value),
                    label == null ? null : withoutStar(label),
                    hasCountry ? countryIso : null,
                    hasCountry ? countryCode : null,
                    isFax ? Card.LAST : isPreferred ? Card.PREFERRED : Card.ORDINARY,
                    false));
        }
    }

    /** The label of a column of its own, or what the meaning itself says. */
    private @Nullable String label(String meaning) {
        String cell = labels.get(meaning + ".label");
        if (cell != null) {
            return cell;
        }
        String[] parts = meaning.split("\\.", 3);
        String kind = parts.length > 1 ? parts[1] : "";
        return switch (kind) {
            case "", "primary", "other" -> null;
            case "company" -> "work";
            default -> NUMBER.matcher(kind).matches() ? null : kind;
        };
    }

    private static boolean hasStar(@Nullable String label) {
        return label != null && label.startsWith("*");
    }

    private String withoutStar(String text) {
        return text.startsWith("*") && !isOwn ? text.substring(1).strip() : text;
    }

    private void readNamed(String meaning, String header, String cell) {
        if (meaning.endsWith(".value")) {
            String name = labels.get(meaning.replace(".value", ".name"));
            card.addCustom(name == null ? header : name, cell);
        }
    }

    private void readCategories(String cell) {
        String separator = cell.contains(JOINED) ? JOINED : cell.contains(";") ? ";" : ",";
        for (String part : split(cell, separator)) {
            String name = part.replace("\"", "").strip();
            String plain = name.startsWith(PREFERRED) ? name.substring(2).strip() : name;
            if (!plain.isEmpty() && !plain.equals("myContacts")) {
                card.categories.add(plain);
            }
        }
    }

    /** Several values of one cell. E-mails are also separated by commas and semicolons. */
    private List<String> values(String cell, boolean isEmail) {
        List<String> parts = split(cell, JOINED);
        if (parts.size() == 1 && isEmail) {
            List<String> addresses = split(cell.replace(',', ';'), ";");
            if (addresses.stream().allMatch(address -> address.indexOf('@') > 0)) {
                return addresses;
            }
        }
        return parts;
    }

    private List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
            parts.add(text.substring(start, at).strip());
            start = at + separator.length();
        }
        parts.add(text.substring(start).strip());
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private static Stream<String> words(String name) {
        return NO_LETTERS.splitAsStream(name.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty());
    }
}
