package dev.contactbook.interchange.csv;

import dev.contactbook.interchange.core.Card;
import dev.contactbook.interchange.core.Code;
import dev.contactbook.interchange.core.Problem;
import dev.contactbook.interchange.core.TypedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
    private static final Pattern LISTED = Pattern.compile("other_(emails|phones)\\.(\\d{1,3})\\.(\\w+)");
    private static final String JOINED = " ::: ";
    private static final String PREFERRED = "* ";

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
            } else if (header.startsWith(CUSTOM) || LISTED.matcher(header).matches()) {
                meanings.add(header);
            } else {
                meanings.add(meaning == null ? CUSTOM + header + ":text" : numbered(meaning, header));
            }
        }
        return new Columns(headers.stream().map(String::strip).toList(), meanings);
    }

    private static String numbered(String meaning, String header) {
        Matcher number = NUMBER.matcher(header);
        return meaning.contains(".N") && number.find() ? meaning.replace(".N", "." + number.group()) : meaning;
    }

    int size() {
        return headers.size();
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
        return new Reading(line, cells).card();
    }

    /** One row. */
    private final class Reading {
        private final long line;
        private final List<String> cells;
        private final Card card = new Card();
        private final Map<String, String> labels = new HashMap<>();
        private final Map<Integer, Map<String, String>> otherEmails = new TreeMap<>();
        private final Map<Integer, Map<String, String>> otherPhones = new TreeMap<>();
        private @Nullable String countryIso;
        private @Nullable String countryCode;

        private Reading(long line, List<String> cells) {
            this.line = line;
            this.cells = cells;
        }

        private Card card() {
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
            } else if (meaning.endsWith(".label") || meaning.endsWith(".name")) {
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
            } else if (meaning.equals(MORE)) {
                List<String> pairs = CsvText.split(cell);
                for (int i = 0; i + 1 < pairs.size(); i += 2) {
                    read(pairs.get(i), pairs.get(i), pairs.get(i + 1));
                }
            } else if (meaning.startsWith(CUSTOM)) {
                readCustom(meaning, cell);
            } else if (meaning.startsWith(OTHER_EMAILS) || meaning.startsWith(OTHER_PHONES)) {
                readListed(meaning, cell);
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
                case "full_name" -> card.fullName = first(card.fullName, header, cell);
                case "middle_name" -> card.middle = first(card.middle, header, cell);
                case "prefix" -> card.prefix = first(card.prefix, header, cell);
                case "suffix" -> card.suffix = first(card.suffix, header, cell);
                case "nickname" -> card.nickname = first(card.nickname, header, cell);
                case "company" -> card.company = first(card.company, header, cell);
                case "department" -> card.department = first(card.department, header, cell);
                case "job_title" -> card.jobTitle = first(card.jobTitle, header, cell);
                case "birthday" -> card.birthday = first(card.birthday, header, cell);
                case "birthday.year" -> card.birthYear = first(card.birthYear, header, cell);
                case "birthday.month" -> card.birthMonth = first(card.birthMonth, header, cell);
                case "birthday.day" -> card.birthDay = first(card.birthDay, header, cell);
                case "anniversary" -> card.anniversary = first(card.anniversary, header, cell);
                case "external_id" -> card.uid = first(card.uid, header, cell);
                case "avatar_url" -> card.avatarUrl = first(card.avatarUrl, header, cell);
                case "owned_by_user_id" -> card.ownerId = first(card.ownerId, header, cell);
                case "company_id" -> card.companyId = first(card.companyId, header, cell);
                case "channel_whatsapp_wa_id" -> card.whatsapp = first(card.whatsapp, header, cell);
                case "channel_instagram_user_id" -> card.instagram = first(card.instagram, header, cell);
                case "note" -> card.notes.add(cell);
                case "url" -> card.urls.add(cell);
                case "categories" -> readCategories(cell);
                case "phone_country_iso", "phone_country_code", IGNORED -> {}
                default -> card.addCustom(header, cell);
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
            String name = meaning.substring(CUSTOM.length(), colon < CUSTOM.length() ? meaning.length() : colon);
            String type = colon < CUSTOM.length() ? "text" : meaning.substring(colon + 1);
            card.addCustom(name, type.equals("list") ? CsvText.split(cell) : TypedText.value(type, cell));
        }

        private void readListed(String meaning, String cell) {
            Matcher parts = LISTED.matcher(meaning);
            if (parts.matches()) {
                boolean isEmail = parts.group(1).equals("emails");
                Map<Integer, Map<String, String>> list = isEmail ? otherEmails : otherPhones;
                list.computeIfAbsent(Integer.valueOf(parts.group(2)), place -> new HashMap<>())
                        .put(parts.group(3), cell);
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
            String separator = cell.contains(JOINED.strip()) ? JOINED.strip() : cell.contains(";") ? ";" : ",";
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
            List<String> parts = split(cell, JOINED.strip());
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
    }
}
