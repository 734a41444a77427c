package dev.contactbook.it.rest.fuzz;

import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.PhoneNumber;
import dev.contactbook.it.rest.StrictJson.Num;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a contact once more (contract §2), from the page of the contract. The library's own are only the keys
 * that e-mails and phones of a contact are compared by.
 */
final class Rules {
    static final String CUSTOM = "custom_fields_by_name";
    static final String IDS = "external_ids";
    static final List<String> TEXTS =
            List.of("first_name", "last_name", "email", "phone", "phone_country_code", "phone_country_iso");
    static final List<String> NUMBERS = List.of("owned_by_user_id", "company_id");

    /** The lists, each with the texts of its entries, the first of which is required and primary. */
    static final Map<String, List<String>> LISTS = Map.of(
            "other_emails",
            List.of("email", "label"),
            "other_phones",
            List.of("phone", "phone_country_code", "phone_country_iso", "label"),
            IDS,
            List.of("source", "id"));

    /** What a body may have but the wire does not write. */
    static final Set<String> IGNORED = Set.of(
            "id",
            "created_at",
            "updated_at",
            "deleted_at",
            "created_by_user_id",
            "owner",
            "company",
            "channel_whatsapp_wa_id",
            "channel_instagram_user_id",
            "system_type",
            "avatar_url",
            "version");

    private static final String WHITE = "[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]";
    private static final Pattern ENDS = Pattern.compile("^" + WHITE + "+|" + WHITE + "+$");
    private static final Pattern ANY_WHITE = Pattern.compile(WHITE);
    private static final Pattern UNSEEN =
            Pattern.compile("[\\x{AD}\\x{34F}\\x{61C}\\x{115F}-\\x{1160}\\x{17B4}-\\x{17B5}"
                    + "\\x{180B}-\\x{180F}\\x{200B}-\\x{200F}\\x{202A}-\\x{202E}\\x{2060}-\\x{206F}\\x{2800}\\x{3164}"
                    + "\\x{FE00}-\\x{FE0F}\\x{FEFF}\\x{FFA0}\\x{FFF0}-\\x{FFF8}\\x{1BCA0}-\\x{1BCA3}\\x{1D173}-\\x{1D17A}"
                    + "\\x{E0000}-\\x{E0FFF}]");
    private static final Pattern NAMED = Pattern.compile("(?s)([^<>()\\[\\]\"]*)([<(\\[])([^<>()\\[\\]]*)[>)\\]]");
    private static final Pattern LINK = Pattern.compile("(?is)mailto:([^?]*)(\\?.*)?");
    private static final String ATOM =
            "[^.@<>(),;:\"\uFF20\u3002\uFF0E\uFF61" + WHITE.substring(1, WHITE.length() - 1) + "]+";
    private static final String LABEL = "(?!-)" + ATOM + "(?<!-)";
    private static final Pattern EMAIL =
            Pattern.compile("(?<local>\"([^\"\\\\]|\\\\.)*\"|ATOM(\\.ATOM)*)@LABEL(\\.LABEL)+"
                    .replace("ATOM", ATOM)
                    .replace("LABEL", LABEL));
    private static final Pattern EXTENSION =
            Pattern.compile("(?is)(.*?)[ ,;]*(;?ext|ext(ension|n)?|x)[ .:=#-]*([0-9]+)");
    private static final Pattern PHONE = Pattern.compile("[0-9+()\\-./#*,;x ]{3,32}");
    private static final BigDecimal LARGEST_ID = new BigDecimal("9007199254740991");

    /** The order of custom fields, and of texts that fold alike. */
    static final Comparator<String> BY_CODE_POINT =
            (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

    private Rules() {}

    static TreeMap<String, Object> noFields() {
        return new TreeMap<>(BY_CODE_POINT);
    }

    /** Returns the trimmed text, null if nothing in it can be seen. */
    static @Nullable String trimmed(@Nullable String text) {
        return text == null || visible(text).isEmpty() ? null : trim(text);
    }

    /** Returns the trimmed text without what cannot be seen. */
    static String visible(String text) {
        return trim(UNSEEN.matcher(text).replaceAll(""));
    }

    static boolean isSameName(String name, String other) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .equalsIgnoreCase(Normalizer.normalize(other, Normalizer.Form.NFC));
    }

    /** Trimmed. A pattern that is anchored at the end would try each white space of a long run. */
    static String trim(String text) {
        return ANY_WHITE.matcher(text).find() ? ENDS.matcher(text).replaceAll("") : text;
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    static String cut(String text) {
        return length(text) <= 100 ? text : text.substring(0, text.offsetByCodePoints(0, 100));
    }

    static boolean isId(@Nullable Object value) {
        return value instanceof Num number
                && number.isWhole()
                && number.literal().length() < 20
                && number.value().signum() > 0
                && number.value().compareTo(LARGEST_ID) <= 0;
    }

    /** Returns the errors of types and names in a body, for any contact. */
    static Set<String> unreadable(Map<String, @Nullable Object> body) {
        Set<String> wrong = new TreeSet<>();
        body.forEach((key, value) -> {
            if (key.equals("organization_id")) {
                wrong.addAll(isId(value) ? Set.of() : Set.of(key));
            } else if (key.equals("ifVersion")) {
                wrong.addAll(value instanceof Num number && number.isWhole() ? Set.of() : Set.of(key));
            } else if (TEXTS.contains(key)) {
                wrong.addAll(value == null || value instanceof String ? Set.of() : Set.of(key));
            } else if (NUMBERS.contains(key)) {
                wrong.addAll(
                        value == null || (value instanceof Num number && number.isWhole()) ? Set.of() : Set.of(key));
            } else if (key.equals(CUSTOM)) {
                wrong.addAll(
                        value instanceof Map<?, ?> fields
                                ? unreadableFields(fields)
                                : value == null || List.of().equals(value) ? Set.of() : Set.of(key));
            } else if (LISTS.containsKey(key)) {
                wrong.addAll(unreadableList(key, value));
            } else if (!IGNORED.contains(key)) {
                wrong.add(cut(key));
            }
        });
        return wrong;
    }

    private static Set<String> unreadableList(String key, @Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return value == null ? Set.of() : Set.of(key);
        }
        Set<String> wrong = new TreeSet<>();
        for (int i = 0; i < list.size(); i++) {
            String path = key + "." + i;
            if (list.get(i) instanceof Map<?, ?> entry) {
                entry.forEach((name, text) -> {
                    boolean isPart = Objects.requireNonNull(LISTS.get(key)).contains(name);
                    if (!isPart || !(text == null || text instanceof String)) {
                        wrong.add(cut(path + "." + name));
                    }
                });
            } else {
                wrong.add(path);
            }
        }
        return wrong;
    }

    private static Set<String> unreadableFields(Map<?, ?> fields) {
        Set<String> wrong = new TreeSet<>();
        List<String> before = new ArrayList<>();
        fields.forEach((key, value) -> {
            String name = visible((String) key);
            boolean text = value == null || value instanceof String || value instanceof Num || value instanceof Boolean;
            boolean texts = value instanceof List<?> list
                    && list.stream().allMatch(element -> element == null || element instanceof String);
            if (before.stream().anyMatch(other -> isSameName(name, other)) || !(text || texts)) {
                wrong.add(path(name));
            }
            before.add(name);
        });
        return wrong;
    }

    /** Whether a wrong key is a part of a value, whose other parts the library examines. */
    static boolean isPath(String key) {
        return key.startsWith(CUSTOM + ".") || LISTS.keySet().stream().anyMatch(list -> key.startsWith(list + "."));
    }

    private static String path(String name) {
        return CUSTOM + "." + cut(name);
    }

    /** Returns the fields of a contact after a readable body. Fields that it does not name are unchanged. */
    static Map<String, @Nullable Object> merged(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> body) {
        Map<String, @Nullable Object> after = new LinkedHashMap<>(before);
        body.forEach((key, value) -> {
            if (TEXTS.contains(key)) {
                after.put(key, text(key, trimmed((String) value)));
            } else if (NUMBERS.contains(key)) {
                after.put(key, value == null ? null : ((Num) value).value());
            } else if (key.equals(CUSTOM)) {
                Map<?, ?> fields = value instanceof Map<?, ?> map ? map : Map.of();
                after.put(key, value == null ? noFields() : customFields(custom(before), fields));
            } else if (LISTS.containsKey(key)) {
                after.put(key, entries(key, value == null ? List.of() : (List<?>) value));
            }
        });
        LISTS.forEach((key, parts) -> {
            boolean isOther = parts.stream().anyMatch(part -> !Objects.equals(after.get(part), before.get(part)));
            if (isOther && !body.containsKey(key) && after.get(parts.get(0)) != null) {
                Object primary = identity(key, after);
                after.put(
                        key,
                        list(after, key).stream()
                                .filter(entry -> !identity(key, entry).equals(primary))
                                .toList());
            }
        });
        return after;
    }

    private static List<Map<String, @Nullable Object>> entries(String key, List<?> list) {
        List<Map<String, @Nullable Object>> entries = new ArrayList<>();
        for (Object element : list) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            for (String part : Objects.requireNonNull(LISTS.get(key))) {
                entry.put(part, text(part, trimmed((String) ((Map<?, ?>) element).get(part))));
            }
            if (entry.get(Objects.requireNonNull(LISTS.get(key)).get(0)) != null
                    || (key.equals(IDS) && entry.get("id") != null)) {
                entries.add(entry);
            }
        }
        return entries;
    }

    @SuppressWarnings("unchecked") // it is a list in every contact of the model
    static List<Map<String, @Nullable Object>> list(Map<String, @Nullable Object> contact, String key) {
        return (List<Map<String, @Nullable Object>>) contact.getOrDefault(key, List.of());
    }

    /** What is equal for the e-mails of a contact, the primary one and others, and for those of others that are one. */
    static Set<Object> emails(Map<String, @Nullable Object> contact) {
        Set<Object> emails = new HashSet<>();
        if (contact.get("email") != null) {
            emails.add(identity("other_emails", contact));
        }
        list(contact, "other_emails").forEach(entry -> emails.add(identity("other_emails", entry)));
        return emails;
    }

    /** What is equal for e-mails or phones that are one. How they are folded and taken apart is the library's own. */
    private static Object identity(String key, Map<String, @Nullable Object> entry) {
        if (key.equals("other_emails")) {
            return ContactFields.EMAIL.sameKey(String.valueOf(entry.get("email")));
        } else if (key.equals(IDS)) {
            return entry;
        }
        String code = (String) entry.get("phone_country_code");
        boolean isCode = code != null && isText("phone_country_code", code);
        return PhoneNumber.allIn(String.valueOf(entry.get("phone")), isCode ? code : null).stream()
                .map(number -> List.of(
                        number.callingCode(),
                        number.significantDigits().isEmpty() ? number.digits() : number.significantDigits(),
                        number.extension()))
                .toList();
    }

    /** The entries of a list that break a rule. One that is too long is nothing else. */
    private static Set<String> brokenList(Map<String, @Nullable Object> contact, String key, List<String> parts) {
        List<Map<String, @Nullable Object>> list = list(contact, key);
        if (list.size() > (key.equals(IDS) ? 50 : 20)) {
            return Set.of(key);
        }
        Set<String> broken = new TreeSet<>();
        Set<Object> identities = new HashSet<>();
        if (contact.get(parts.get(0)) != null) {
            identities.add(identity(key, contact));
        }
        for (int i = 0; i < list.size(); i++) {
            boolean isTwice = !identities.add(identity(key, list.get(i)));
            for (String part : parts) {
                String text = (String) list.get(i).get(part);
                boolean isFirst = part.equals(parts.get(0));
                boolean isMissing = key.equals(IDS) && text == null;
                if (isMissing || (text != null && !isText(part, text)) || (isFirst && isTwice)) {
                    broken.add(key + "." + i + "." + part);
                }
            }
        }
        return broken;
    }

    /** Returns the text that a contact holds of a trimmed one. */
    static @Nullable String text(String key, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return switch (key) {
            case "email" -> email(visible(value));
            case "phone" -> phone(value);
            case "phone_country_code" -> code(value);
            case "phone_country_iso" -> iso(value);
            default -> value;
        };
    }

    private static String email(String text) {
        String address = address(text);
        return isEmail(text) ? text : isEmail(address) ? address : ordinaryEmail(text);
    }

    private static String ordinaryEmail(String text) {
        StringBuilder ordinary = new StringBuilder();
        text.codePoints()
                .map(c -> c == 0x3002 || c == 0xFF61 ? '.' : c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c)
                .forEach(ordinary::appendCodePoint);
        String address = address(ordinary.toString());
        return isEmail(address) ? address : text;
    }

    private static String address(String text) {
        String address = text.replaceFirst("[,;\\s]+$", "").replaceFirst("^\\[([^<>()\\[\\]\"]*)](?=\\()", "$1");
        Matcher named = NAMED.matcher(address);
        if (!isEmail(address) && named.matches()) {
            String name = trim(named.group(1));
            String inner = trim(named.group(3));
            if (!name.contains("@") || name.equalsIgnoreCase(withoutLink(inner))) {
                address = inner;
            } else if (!inner.contains("@") && !named.group(2).equals("<")) {
                address = name;
            }
        }
        return withoutLink(address);
    }

    private static String withoutLink(String text) {
        Matcher link = LINK.matcher(text);
        return link.matches() ? link.group(1) : text;
    }

    private static String phone(String text) {
        String plain = trim(plain(text));
        if (isPhone(text) || isPhone(plain)) {
            return isPhone(text) ? text : plain;
        }
        String number = trim(plain.replaceFirst("^(?i)tel:(//)?", ""));
        Matcher extension = EXTENSION.matcher(number);
        if (extension.matches() && isPhone(extension.group(1))) {
            return extension.group(1) + " x" + extension.group(4);
        }
        return isPhone(number) ? number : plain;
    }

    /** Every kind of space, dash and digit as the ordinary one. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        visible(text).codePoints().forEach(c -> {
            String letter = Character.toString(c);
            String ascii = Normalizer.normalize(letter, Normalizer.Form.NFKC);
            boolean isSign = c >= 0xFF00 && c <= 0xFF5E && "+()-./#*,;x".contains(ascii);
            plain.append(
                    letter.matches("\\p{Nd}")
                            ? String.valueOf(Character.getNumericValue(c))
                            : letter.matches("[\t\\p{Zs}]")
                                    ? " "
                                    : letter.matches("[\\p{Pd}\u2043\u2212\u30FC\uFF70]")
                                            ? "-"
                                            : isSign ? ascii : letter);
        });
        return plain.toString();
    }

    private static boolean isPhone(String text) {
        return text.matches("[0-9+()\\-./#*,;x ]*")
                && text.replaceAll("[^0-9]", "").length() >= 3;
    }

    static String code(String text) {
        String plain = plain(text).replace("(0)", "");
        String digits = plain.replaceAll("[ \\-().]", "").replaceFirst("^\\+?(00)?", "");
        boolean isCode = plain.matches("[ \\-().]*\\+?[0-9 \\-().]*") && digits.matches("[1-9][0-9]{0,3}");
        return isCode ? "+" + digits : visible(text);
    }

    static String iso(String text) {
        String iso = visible(text);
        iso = iso.matches("[A-Za-z]{2}") ? iso.toUpperCase(Locale.ROOT) : iso;
        return iso.equals("UK") ? "GB" : iso;
    }

    @SuppressWarnings("unchecked") // it is a map in every contact of the model
    static TreeMap<String, Object> custom(Map<String, @Nullable Object> contact) {
        return (TreeMap<String, Object>) contact.getOrDefault(CUSTOM, noFields());
    }

    private static TreeMap<String, Object> customFields(TreeMap<String, Object> before, Map<?, ?> changes) {
        TreeMap<String, Object> after = new TreeMap<>(before);
        changes.forEach((key, value) -> {
            String name = visible((String) key);
            String stored = before.keySet().stream()
                    .filter(other -> isSameName(name, other))
                    .findFirst()
                    .orElse(name);
            Object plain = customValue(value);
            if (plain == null) {
                after.remove(stored);
            } else {
                after.put(stored, plain);
            }
        });
        return after;
    }

    /** Null where it is no value. */
    private static @Nullable Object customValue(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            for (Object element : list) {
                String text = trimmed((String) element);
                if (text != null) {
                    texts.add(text);
                }
            }
            return texts.isEmpty() ? null : texts;
        } else if (value instanceof Num number) {
            return number.value();
        }
        return value instanceof String text ? trimmed(text) : value;
    }

    /** Returns the fields of a contact that break a rule. */
    static Set<String> broken(Map<String, @Nullable Object> contact) {
        Set<String> broken = new TreeSet<>();
        for (String key : TEXTS) {
            String text = (String) contact.get(key);
            if (text == null ? key.equals("first_name") : !isText(key, text)) {
                broken.add(key);
            }
        }
        LISTS.forEach((key, parts) -> broken.addAll(brokenList(contact, key, parts)));
        for (String key : NUMBERS) {
            BigDecimal id = (BigDecimal) contact.get(key);
            if (id != null && (id.signum() <= 0 || id.compareTo(LARGEST_ID) > 0)) {
                broken.add(key);
            }
        }
        int total = 0;
        for (Map.Entry<String, Object> field : custom(contact).entrySet()) {
            total += length(field.getKey()) + customLength(field.getValue());
            if (!isName(field.getKey()) || !isCustomValue(field.getValue())) {
                broken.add(path(field.getKey()));
            }
        }
        if (custom(contact).size() > 100 || total > 20_000) {
            broken.add(CUSTOM);
        }
        return broken;
    }

    static boolean isText(String key, String text) {
        if (!isClean(text, "")) {
            return false;
        }
        return switch (key) {
            case "email" -> isEmail(text) && length(text) <= 254;
            case "phone" ->
                PHONE.matcher(text).matches()
                        && text.chars().filter(c -> c >= '0' && c <= '9').count() >= 3;
            case "phone_country_code" -> text.matches("\\+[1-9][0-9]{0,3}");
            case "phone_country_iso" -> text.matches("[A-Z]{2}");
            case "label" -> length(text) <= 100;
            case "source" -> length(text) <= 50;
            default -> length(text) <= 255;
        };
    }

    private static boolean isEmail(String text) {
        Matcher email = EMAIL.matcher(text);
        return length(text) <= 1_000 && email.matches() && length(email.group("local")) <= 64;
    }

    /** Neither control characters, but those given, nor lone surrogates. */
    static boolean isClean(String text, String allowed) {
        return text.codePoints()
                .allMatch(c -> allowed.indexOf(c) >= 0
                        || (Character.getType(c) != Character.CONTROL && Character.getType(c) != Character.SURROGATE));
    }

    static boolean isName(String name) {
        return !name.isEmpty()
                && length(name) <= 100
                && isClean(name, "")
                && !name.startsWith("$")
                && !name.equals("__proto__");
    }

    private static boolean isCustomValue(Object value) {
        if (value instanceof List<?> texts) {
            return texts.size() <= 50 && texts.stream().allMatch(Rules::isCustomValue);
        } else if (value instanceof BigDecimal number) {
            int exponent = number.precision() - number.scale() - 1;
            return number.signum() == 0 || (number.precision() <= 15 && Math.abs(exponent) <= 100);
        }
        return !(value instanceof String text) || (length(text) <= 4_000 && isClean(text, "\n\r\t"));
    }

    private static int customLength(Object value) {
        if (value instanceof List<?> texts) {
            return texts.stream().mapToInt(Rules::customLength).sum();
        } else if (value instanceof BigDecimal number && Math.abs(number.scale()) <= 1_000) {
            return number.stripTrailingZeros().toPlainString().length();
        }
        return length(String.valueOf(value));
    }
}
