package dev.contactbook.interchange.vcard;

import dev.contactbook.interchange.core.Card;
import dev.contactbook.interchange.core.Code;
import dev.contactbook.interchange.core.Problem;
import dev.contactbook.interchange.core.TypedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the properties of one vCard say. */
final class CardReading {
    /** The properties of an export that no other program knows. */
    static final String CUSTOM = "X-CONTACTBOOK-CUSTOM";

    static final String FIELD = "X-CONTACTBOOK-FIELD";
    static final String LABEL = "X-CONTACTBOOK-LABEL";
    static final String OTHER = "X-CONTACTBOOK-OTHER";
    static final String COUNTRY_CODE = "X-CONTACTBOOK-COUNTRY-CODE";
    static final String COUNTRY_ISO = "X-CONTACTBOOK-COUNTRY-ISO";
    static final String NAME = "X-NAME";
    static final String TYPE = "X-TYPE";
    static final String PRODUCT = "-//Contactbook//";

    /** Says why a card failed, in the file of failures. */
    static final String PROBLEM = "X-IMPORT-PROBLEM";

    /** Properties without a value for a contact. */
    private static final Set<String> IGNORED = Set.of(
            "VERSION",
            "PRODID",
            "REV",
            "X-ABLABEL",
            "X-ABSHOWAS",
            "X-ABUID",
            "X-IRMC-LUID",
            "KIND",
            "PROFILE",
            "X-ADDRESSBOOKSERVER-KIND",
            "MAILER",
            "SORT-STRING",
            "CLASS",
            "BEGIN",
            "END",
            PROBLEM);

    private static final Set<String> MESSENGERS = Set.of(
            "IMPP",
            "X-AIM",
            "X-ICQ",
            "X-JABBER",
            "X-MSN",
            "X-YAHOO",
            "X-SKYPE",
            "X-SKYPE-USERNAME",
            "X-QQ",
            "X-GOOGLE-TALK",
            "X-GADUGADU",
            "X-GROUPWISE",
            "X-TWITTER");

    /** What stands around labels that Apple's address books translate. */
    private static final String APPLE_START = "_$!<";

    private static final String APPLE_END = ">!$_";
    private static final Pattern UUID =
            Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final String URN = "urn:uuid:";
    private static final String PICTURE_AS_DATA = "data:";

    private final List<ContentLine> lines;
    private final long line;
    private final Card card = new Card();
    private final Map<String, String> labels = new HashMap<>();
    private final List<String> nicknames = new ArrayList<>();
    private boolean isOwn;

    CardReading(long line, List<ContentLine> lines) {
        this.line = line;
        this.lines = lines;
    }

    /** What the card says, null if it is a group. */
    @Nullable
    Card card() {
        for (ContentLine property : lines) {
            String text = switch (property.name()) {
                case "PRODID", "X-ABLABEL", "KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS" -> property.text();
                default -> "";
            };
            if (property.name().endsWith("KIND") && text.equalsIgnoreCase("group")) {
                return null;
            } else if (property.name().equals("PRODID")) {
                isOwn = text.startsWith(PRODUCT);
            } else if (property.name().equals("X-ABLABEL") && !property.group().isEmpty()) {
                labels.put(property.group(), withoutApple(text));
            }
        }
        card.hasCountries = isOwn;
        for (ContentLine property : lines) {
            read(property);
            if (property.hasUnknownCharset()) {
                problem(property, Code.CHARSET_UNKNOWN, "");
            } else if (property.isGuessed()) {
                problem(property, Code.CHARSET_GUESSED, "");
            }
            if (property.hasLostLetters()) {
                problem(property, Code.LETTERS_LOST, "");
            }
        }
        card.nickname = nicknames.isEmpty() ? null : String.join(", ", nicknames);
        return card;
    }

    private static String withoutApple(String label) {
        boolean isApple = label.startsWith(APPLE_START)
                && label.endsWith(APPLE_END)
                && label.length() >= APPLE_START.length() + APPLE_END.length();
        return isApple ? label.substring(APPLE_START.length(), label.length() - APPLE_END.length()) : label;
    }

    private void read(ContentLine property) {
        switch (property.name()) {
            case "N" -> readName(property);
            case "FN" -> card.fullName = first(card.fullName, property);
            case "NICKNAME" -> addTo(nicknames, property.text());
            case "ORG" -> readCompany(property);
            case "TITLE", "ROLE" -> readJob(property);
            case "EMAIL" -> readEmail(property);
            case "TEL" -> readPhone(property);
            case "NOTE" -> addTo(card.notes, property.text());
            case "URL" -> addTo(card.urls, property.text());
            case "BDAY" -> card.birthday = first(card.birthday, property);
            case "ANNIVERSARY", "X-ANNIVERSARY" -> card.anniversary = first(card.anniversary, property);
            case "ADR" -> readAddress(property);
            case "CATEGORIES" -> readTexts(property, card.categories);
            case "UID" -> card.uid = uid(property.text());
            case "PHOTO" -> readPhoto(property);
            case "X-SOCIALPROFILE", "X-WHATSAPP" -> readProfile(property);
            case CUSTOM -> readCustom(property);
            case FIELD -> readField(property);
            default -> readOther(property);
        }
    }

    private void readOther(ContentLine property) {
        if (MESSENGERS.contains(property.name())) {
            String text = property.text();
            boolean needsName =
                    !text.isEmpty() && text.indexOf(':') < 0 && property.name().startsWith("X-");
            addTo(card.ims, needsName ? property.name().substring(2).toLowerCase(Locale.ROOT) + ":" + text : text);
        } else if (!IGNORED.contains(property.name()) && !property.rawText().isBlank()) {
            card.notKept.add(property.name());
        }
    }

    private static void addTo(List<String> list, String text) {
        if (!text.isBlank()) {
            list.add(text);
        }
    }

    /** The first value. Others have no place. */
    private @Nullable String first(@Nullable String known, ContentLine property) {
        String text = property.text();
        if (known == null) {
            return text.isEmpty() ? null : text;
        } else if (!text.isEmpty() && !text.equals(known)) {
            card.notKept.add(property.name());
        }
        return known;
    }

    private void readName(ContentLine property) {
        if (card.given != null || card.family != null) {
            card.notKept.add(property.name());
            return;
        }
        List<String> parts = property.texts(';');
        card.family = namePart(parts, 0);
        card.given = namePart(parts, 1);
        card.middle = namePart(parts, 2);
        card.prefix = namePart(parts, 3);
        card.suffix = namePart(parts, 4);
    }

    private static @Nullable String namePart(List<String> parts, int index) {
        String text = index < parts.size()
                ? ContentLine.unescaped(parts.get(index), false).strip()
                : "";
        return text.isEmpty() ? null : text;
    }

    private void readCompany(ContentLine property) {
        List<String> parts = property.texts(';').stream()
                .map(part -> ContentLine.unescaped(part, false).strip())
                .toList();
        String departments = String.join(
                ", ", parts.stream().skip(1).filter(part -> !part.isEmpty()).toList());
        if (parts.get(0).isEmpty() && departments.isEmpty()) {
            return;
        } else if (card.company != null) {
            card.addCustom("Company 2", String.join(", ", parts));
            return;
        }
        card.company = parts.get(0).isEmpty() ? null : parts.get(0);
        card.department = departments.isEmpty() ? null : departments;
    }

    private void readJob(ContentLine property) {
        String text = property.text();
        if (text.isEmpty()) {
            return;
        } else if (card.jobTitle == null && property.name().equals("TITLE")) {
            card.jobTitle = text;
        } else {
            card.addCustom(property.name().equals("ROLE") ? "Role" : "Job title 2", text);
        }
    }

    private void readEmail(ContentLine property) {
        String label = label(property, type(property, Map.of("home", "home", "work", "work")));
        boolean isOther = property.parameter(OTHER) != null;
        card.emails.add(new Card.Email(isOwn ? property.ownText() : property.text(), label, rank(property), isOther));
    }

    private void readPhone(ContentLine property) {
        String text = property.text();
        if (text.regionMatches(true, 0, "sip:", 0, 4)) {
            addTo(card.ims, text);
            return;
        }
        String kind = type(property, Map.of("cell", "mobile", "pager", "pager", "fax", "fax"));
        String place = type(property, Map.of("home", "home", "work", "work"));
        String type = kind == null ? place : kind.equals("fax") && place != null ? place + " fax" : kind;
        boolean isLast = !isOwn && kind != null && !kind.equals("mobile");
        String waId = property.parameter("WAID");
        if (waId != null && card.whatsapp != null && !waId.equals(card.whatsapp)) {
            card.ims.add("whatsapp: " + waId);
        } else if (waId != null) {
            card.whatsapp = waId;
        }
        card.phones.add(new Card.Phone(
                text,
                label(property, type),
                property.parameter(COUNTRY_ISO),
                property.parameter(COUNTRY_CODE),
                isLast ? Card.LAST : rank(property),
                property.parameter(OTHER) != null));
    }

    private static @Nullable String type(ContentLine property, Map<String, String> labels) {
        for (String type : property.types()) {
            String label = labels.get(type.strip());
            if (label != null) {
                return label;
            }
        }
        return null;
    }

    private @Nullable String label(ContentLine property, @Nullable String type) {
        String own = property.parameter(LABEL);
        if (own != null) {
            return own;
        }
        String ofGroup = property.group().isEmpty() ? null : labels.get(property.group());
        return ofGroup == null || ofGroup.isBlank() ? type : ofGroup;
    }

    private static int rank(ContentLine property) {
        String preference = property.parameter("PREF");
        if (preference != null && preference.matches("\\d{1,3}")) {
            return Integer.parseInt(preference);
        }
        return property.types().contains("pref") ? Card.PREFERRED : Card.ORDINARY;
    }

    /** Street first, then city and country, each in a line. */
    private void readAddress(ContentLine property) {
        List<String> parts = new ArrayList<>();
        for (String part : property.texts(';')) {
            parts.add(ContentLine.unescaped(part, false).strip());
        }
        while (parts.size() < 7) {
            parts.add("");
        }
        List<String> rows = new ArrayList<>();
        for (String row : List.of(
                parts.get(2),
                parts.get(1),
                parts.get(0),
                (parts.get(5) + " " + parts.get(3)).strip(),
                parts.get(4),
                parts.get(6))) {
            addTo(rows, row);
        }
        addTo(card.addresses, String.join("\n", rows));
    }

    private void readTexts(ContentLine property, List<String> into) {
        property.texts(',')
                .forEach(text -> addTo(into, ContentLine.unescaped(text, false).strip()));
    }

    private void readPhoto(ContentLine property) {
        String text = property.isBinary() ? "" : property.text();
        boolean isUrl = text.regionMatches(true, 0, "http", 0, 4) || (isOwn && text.startsWith("/"));
        if (isUrl && card.avatarUrl == null) {
            card.avatarUrl = text;
        } else if (property.isBinary() || text.startsWith(PICTURE_AS_DATA)) {
            problem(property, Code.PHOTO_SKIPPED, "");
        } else if (!text.isEmpty() && !text.startsWith("file:")) {
            problem(property, Code.PHOTO_SKIPPED, text);
        }
    }

    private void readProfile(ContentLine property) {
        String text = property.text();
        boolean isWhatsapp =
                property.types().contains("whatsapp") || property.name().equals("X-WHATSAPP");
        String digits = text.replaceAll("\\D", "");
        if (isWhatsapp && digits.length() > 6 && card.whatsapp == null) {
            card.whatsapp = digits;
        } else if (!text.isEmpty()) {
            String network = property.types().isEmpty() ? "" : property.types().get(0) + ": ";
            addTo(card.ims, network + text);
        }
    }

    private void readCustom(ContentLine property) {
        String name = property.parameter(NAME);
        String type = property.parameter(TYPE);
        if (name == null || type == null) {
            card.notKept.add(property.name());
            return;
        }
        card.addCustom(name, value(property, type));
    }

    private static Object value(ContentLine property, String type) {
        if (type.equals("list")) {
            return property.texts(',').stream()
                    .map(each -> ContentLine.unescaped(each, true))
                    .toList();
        }
        return TypedText.value(type, property.ownText());
    }

    private void readField(ContentLine property) {
        String name = property.parameter(NAME);
        String text = property.ownText();
        switch (name == null ? "" : name) {
            case "channel_whatsapp_wa_id" -> card.whatsapp = text;
            case "channel_instagram_user_id" -> card.instagram = text;
            case "avatar_url" -> card.avatarUrl = text;
            case "phone_country_code" -> card.phoneCode = text;
            case "phone_country_iso" -> card.phoneIso = text;
            case "owned_by_user_id" -> card.ownerId = text;
            case "company_id" -> card.companyId = text;
            default -> card.notKept.add(property.name());
        }
    }

    private static @Nullable String uid(String text) {
        String plain = text.regionMatches(true, 0, URN, 0, URN.length()) ? text.substring(URN.length()) : text;
        return plain.isEmpty() ? null : UUID.matcher(plain).matches() ? plain.toLowerCase(Locale.ROOT) : plain;
    }

    private void problem(ContentLine property, Code code, String excerpt) {
        card.problems.add(Problem.of(Math.max(line, property.line()), property.name(), code, excerpt));
    }
}
