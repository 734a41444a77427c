package dev.contactbook.domain;

import static dev.contactbook.domain.ContactRule.AVATAR_URL_FORMAT;
import static dev.contactbook.domain.ContactRule.CUSTOM_COUNT;
import static dev.contactbook.domain.ContactRule.CUSTOM_LIST_SIZE;
import static dev.contactbook.domain.ContactRule.CUSTOM_NAME_LENGTH;
import static dev.contactbook.domain.ContactRule.CUSTOM_NAME_RESERVED;
import static dev.contactbook.domain.ContactRule.CUSTOM_NUMBER;
import static dev.contactbook.domain.ContactRule.CUSTOM_TEXT_CHARACTERS;
import static dev.contactbook.domain.ContactRule.CUSTOM_TEXT_LENGTH;
import static dev.contactbook.domain.ContactRule.CUSTOM_TOTAL_LENGTH;
import static dev.contactbook.domain.ContactRule.EMAIL_FORMAT;
import static dev.contactbook.domain.ContactRule.EXTERNAL_ID_COMPLETE;
import static dev.contactbook.domain.ContactRule.FIRST_NAME_REQUIRED;
import static dev.contactbook.domain.ContactRule.ID_RANGE;
import static dev.contactbook.domain.ContactRule.LIST_SIZE;
import static dev.contactbook.domain.ContactRule.LIST_UNIQUE;
import static dev.contactbook.domain.ContactRule.PHONE_COUNTRY_CODE_FORMAT;
import static dev.contactbook.domain.ContactRule.PHONE_COUNTRY_ISO_FORMAT;
import static dev.contactbook.domain.ContactRule.PHONE_FORMAT;
import static dev.contactbook.domain.ContactRule.TEXT_CHARACTERS;
import static dev.contactbook.domain.ContactRule.TEXT_LENGTH;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** The bounds of every rule of contract §2, for {@link ContactRuleTest} and {@link ContactPatchRulesTest}. */
final class RuleBounds {
    /** One code point that is two UTF-16 units. */
    private static final String ASTRAL = "😀";

    /** The texts that have a form of their own; any line of text is a value of the others. */
    private static final Set<TextField> FORMATTED = Set.of(
            ContactFields.EMAIL,
            ContactFields.PHONE,
            ContactFields.PHONE_COUNTRY_CODE,
            ContactFields.PHONE_COUNTRY_ISO,
            ContactFields.AVATAR_URL);

    private static final String CUSTOM = "custom_fields_by_name";

    private RuleBounds() {}

    /** Rule, field, a value that just keeps the rule, one that just breaks it. */
    static Stream<Arguments> bounds() {
        return Stream.of(everyField(), columns(), lists(), customFields()).flatMap(bounds -> bounds);
    }

    /** The bounds that each field has by its kind, so that a new field has them too. */
    private static Stream<Arguments> everyField() {
        return ContactFields.writable().stream().flatMap(field -> {
            if (field instanceof NumberField) {
                return numberBounds(field.name());
            } else if (field instanceof TextField text && !FORMATTED.contains(text)) {
                return textBounds(text);
            }
            return Stream.empty();
        });
    }

    private static Stream<Arguments> numberBounds(String field) {
        return Stream.of(
                bound(ID_RANGE, field, 1, 0),
                bound(ID_RANGE, field, BigInteger.ONE, -1),
                bound(ID_RANGE, field, 9_007_199_254_740_991L, 9_007_199_254_740_992L),
                // Cut to 64 bits they would be 5 and 1.
                bound(ID_RANGE, field, 5, BigInteger.TWO.pow(64).negate().add(BigInteger.valueOf(5))),
                bound(ID_RANGE, field, 1, BigInteger.TWO.pow(64).add(BigInteger.ONE)));
    }

    private static Stream<Arguments> textBounds(TextField field) {
        String longest = ASTRAL.repeat(field.maxLength());
        return Stream.of(
                bound(TEXT_LENGTH, field.name(), longest, longest + "x"),
                bound(TEXT_LENGTH, field.name(), "\u00A0" + longest + " ", "x" + longest),
                bound(TEXT_CHARACTERS, field.name(), "\uD83D\uDE00", "\uDE00\uD83D"),
                bound(TEXT_CHARACTERS, field.name(), "\uD7FF", "\uD800"),
                bound(TEXT_CHARACTERS, field.name(), "a\u2028b", "a\nb"));
    }

    private static Stream<Arguments> columns() {
        return Stream.of(
                bound(FIRST_NAME_REQUIRED, "first_name", " x ", " \u00A0\t"),
                bound(FIRST_NAME_REQUIRED, "first_name", "0", null),
                bound(FIRST_NAME_REQUIRED, "first_name", "\u200Bx", "\u200B \u2800"),
                bound(TEXT_CHARACTERS, "first_name", "a\u200Db \u00A0b", "a\u0000b"),
                bound(TEXT_CHARACTERS, "last_name", "a b", "a\u001Fb"),
                bound(TEXT_CHARACTERS, "last_name", "a~b", "a\u007Fb"),
                bound(TEXT_CHARACTERS, "last_name", "a\u00A0b", "a\u009Fb"),
                bound(TEXT_CHARACTERS, "avatar_url", "/\uE000", "/\uDFFF"),
                bound(EMAIL_FORMAT, "email", "a@b.c", "a@b"),
                bound(EMAIL_FORMAT, "email", "O'Neil+x@b.c", "O'Neil.b.c"),
                bound(EMAIL_FORMAT, "email", "jörg@münchen.de", "jörg@@münchen.de"),
                bound(EMAIL_FORMAT, "email", "\"a@b\"@c.d", "\"a@b@c.d"),
                bound(EMAIL_FORMAT, "email", "\"a b\"@c.d", "a\" b\"@c.d"),
                bound(EMAIL_FORMAT, "email", "a.b@b.c", "@b.c"),
                bound(EMAIL_FORMAT, "email", "a.b@b.c", ".a@b.c"),
                bound(EMAIL_FORMAT, "email", "a.b@b.c", "a.@b.c"),
                bound(EMAIL_FORMAT, "email", "a.b@b.c", "a..b@b.c"),
                bound(EMAIL_FORMAT, "email", "-a-@b.c", "a@-b.c"),
                bound(EMAIL_FORMAT, "email", "a@a.b.c", "a@.b.c"),
                bound(EMAIL_FORMAT, "email", "a@b-b.c--c", "a@b..c"),
                bound(EMAIL_FORMAT, "email", "a@b-b.c", "a@b.c."),
                bound(EMAIL_FORMAT, "email", "a\u200Bb@b.c", "a b@b.c"),
                bound(EMAIL_FORMAT, "email", "a@b.c", "a@b.c-"),
                bound(EMAIL_FORMAT, "email", "a@b.\u200Bc", "a@b.\u00A0c"),
                bound(EMAIL_FORMAT, "email", "a".repeat(64) + "@b.c", "a".repeat(65) + "@b.c"),
                bound(EMAIL_FORMAT, "email", ASTRAL.repeat(64) + "@b.c", ASTRAL.repeat(65) + "@b.c"),
                bound(PHONE_FORMAT, "phone", "123", "12"),
                bound(PHONE_FORMAT, "phone", "909", "90"),
                bound(PHONE_FORMAT, "phone", "+(1) 2-3./#*,;x", "+(1) 2-./#*,;x"),
                bound(PHONE_FORMAT, "phone", "1234567890", "123456789O"),
                bound(PHONE_FORMAT, "phone", "123X4", "1234X"),
                bound(PHONE_FORMAT, "phone", "12\u0660", "123\u00B2"),
                bound(PHONE_COUNTRY_CODE_FORMAT, "phone_country_code", "+1", "+"),
                bound(PHONE_COUNTRY_CODE_FORMAT, "phone_country_code", "001", "00"),
                bound(PHONE_COUNTRY_CODE_FORMAT, "phone_country_code", "+10", "+0"),
                bound(PHONE_COUNTRY_CODE_FORMAT, "phone_country_code", "1234", "12345"),
                bound(PHONE_COUNTRY_CODE_FORMAT, "phone_country_code", "+1234", "+12345"),
                bound(PHONE_COUNTRY_CODE_FORMAT, "phone_country_code", "+4\u0669", "+4\u00B2"),
                bound(PHONE_COUNTRY_ISO_FORMAT, "phone_country_iso", "AZ", "A"),
                bound(PHONE_COUNTRY_ISO_FORMAT, "phone_country_iso", "az", "usa"),
                bound(PHONE_COUNTRY_ISO_FORMAT, "phone_country_iso", "ss", "ſs"),
                bound(PHONE_COUNTRY_ISO_FORMAT, "phone_country_iso", "DE", "D3"),
                bound(AVATAR_URL_FORMAT, "avatar_url", "http://x", "http://"),
                bound(AVATAR_URL_FORMAT, "avatar_url", "HTTPS://x", "ftp://x"),
                bound(AVATAR_URL_FORMAT, "avatar_url", "/path/to/avatar.jpg", "javascript:alert(1)"),
                bound(AVATAR_URL_FORMAT, "avatar_url", "/", "//elsewhere"),
                bound(AVATAR_URL_FORMAT, "avatar_url", "/a", "/\\elsewhere"),
                bound(TEXT_LENGTH, "email", "a@" + ASTRAL.repeat(250) + ".c", "a@" + "b".repeat(251) + ".c"),
                bound(TEXT_LENGTH, "phone", "1".repeat(32), "1".repeat(33)),
                bound(TEXT_LENGTH, "avatar_url", "/" + ASTRAL.repeat(2_047), "/" + ASTRAL.repeat(2_048)));
    }

    /** Entries have the rules of the fields whose names their texts have. */
    private static Stream<Arguments> lists() {
        return Stream.of(
                bound(LIST_SIZE, "other_emails", emails(20), emails(21)),
                bound(LIST_SIZE, "other_phones", phones(20), phones(21)),
                entry(EMAIL_FORMAT, "other_emails", "email", Map.of("email", "a@b.c"), Map.of("email", "a@b")),
                entry(
                        TEXT_LENGTH,
                        "other_emails",
                        "email",
                        Map.of("email", "a@" + ASTRAL.repeat(250) + ".c"),
                        Map.of("email", "a@" + "b".repeat(251) + ".c")),
                entry(
                        TEXT_LENGTH,
                        "other_emails",
                        "label",
                        Map.of("email", "a@b.c", "label", ASTRAL.repeat(100)),
                        Map.of("email", "a@b.c", "label", "x".repeat(101))),
                entry(
                        TEXT_CHARACTERS,
                        "other_emails",
                        "label",
                        Map.of("email", "a@b.c", "label", "a\u200Db"),
                        Map.of("email", "a@b.c", "label", "a\nb")),
                entry(PHONE_FORMAT, "other_phones", "phone", Map.of("phone", "123"), Map.of("phone", "12")),
                entry(
                        TEXT_LENGTH,
                        "other_phones",
                        "phone",
                        Map.of("phone", "1".repeat(32)),
                        Map.of("phone", "1".repeat(33))),
                entry(
                        PHONE_COUNTRY_CODE_FORMAT,
                        "other_phones",
                        "phone_country_code",
                        Map.of("phone", "123", "phone_country_code", "001"),
                        Map.of("phone", "123", "phone_country_code", "00")),
                entry(
                        PHONE_COUNTRY_ISO_FORMAT,
                        "other_phones",
                        "phone_country_iso",
                        Map.of("phone", "123", "phone_country_iso", "az"),
                        Map.of("phone", "123", "phone_country_iso", "usa")),
                bound(LIST_SIZE, "external_ids", externalIds(50), externalIds(51)),
                entry(
                        TEXT_LENGTH,
                        "external_ids",
                        "source",
                        Map.of("source", ASTRAL.repeat(50), "id", "1"),
                        Map.of("source", "s".repeat(51), "id", "1")),
                entry(
                        TEXT_LENGTH,
                        "external_ids",
                        "id",
                        Map.of("source", "s", "id", ASTRAL.repeat(255)),
                        Map.of("source", "s", "id", "x".repeat(256))),
                entry(
                        TEXT_CHARACTERS,
                        "external_ids",
                        "id",
                        Map.of("source", "s", "id", "a b"),
                        Map.of("source", "s", "id", "a\nb")),
                entry(
                        EXTERNAL_ID_COMPLETE,
                        "external_ids",
                        "id",
                        Map.of("source", "s", "id", "0"),
                        Map.of("source", "s", "id", " ")),
                entry(
                        EXTERNAL_ID_COMPLETE,
                        "external_ids",
                        "source",
                        Map.of("source", "0", "id", "1"),
                        Map.of("id", "1")),
                entry(
                        LIST_UNIQUE,
                        "other_emails",
                        "email",
                        Map.of("email", "a@m\u00fcnchen.de"),
                        Map.of("email", "FIRST@xn--mnchen-3ya.DE")),
                entry(
                        LIST_UNIQUE,
                        "external_ids",
                        "source",
                        Map.of("source", "First", "id", "1"),
                        Map.of("source", "first", "id", "1")),
                entry(
                        LIST_UNIQUE,
                        "other_phones",
                        "phone",
                        Map.of("phone", "+49 30 23125101 x7"),
                        Map.of("phone", "0049 (0)30 2312-5101")));
    }

    /** An entry after another one. */
    private static Arguments entry(
            ContactRule rule, String field, String part, Map<String, String> inside, Map<String, String> outside) {
        Map<String, String> first = field.equals("other_emails")
                ? Map.of("email", "first@m\u00fcnchen.de")
                : field.equals("external_ids")
                        ? Map.of("source", "first", "id", "1")
                        : Map.of("phone", "030 23125101", "phone_country_code", "+49");
        return Arguments.of(rule, field, field + ".1." + part, List.of(first, inside), List.of(first, outside));
    }

    private static List<OtherEmail> emails(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> OtherEmail.of("a" + i + "@b.c"))
                .toList();
    }

    private static List<ExternalId> externalIds(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ExternalId("crm", "" + i))
                .toList();
    }

    private static List<OtherPhone> phones(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> OtherPhone.of("" + (200 + i), null, null))
                .toList();
    }

    private static Stream<Arguments> customFields() {
        return Stream.of(
                named(CUSTOM_NAME_LENGTH, "n", " \u00A0", ""),
                named(CUSTOM_NAME_LENGTH, ASTRAL.repeat(100), ASTRAL.repeat(101), ASTRAL.repeat(100)),
                named(CUSTOM_NAME_LENGTH, "a\u00A0b", "a\tb", "a\tb"),
                named(CUSTOM_NAME_LENGTH, ASTRAL, "\uD83D", "\uD83D"),
                named(CUSTOM_NAME_RESERVED, "a$", " $a", "$a"),
                named(CUSTOM_NAME_RESERVED, "__proto", "__proto__", "__proto__"),
                valued(CUSTOM_TEXT_LENGTH, ASTRAL.repeat(4_000), ASTRAL.repeat(4_001)),
                valued(CUSTOM_TEXT_LENGTH, List.of("a", ASTRAL.repeat(4_000)), List.of("a", "b".repeat(4_001))),
                valued(CUSTOM_TEXT_CHARACTERS, "a\n\r\tb\u200D", "a\u000Bb"),
                valued(CUSTOM_TEXT_CHARACTERS, List.of("a\nb"), List.of("a", "\u0000")),
                valued(CUSTOM_TEXT_CHARACTERS, ASTRAL, "a\uDE00"),
                valued(CUSTOM_TEXT_CHARACTERS, "a\u00A0b", "a\u0080b"),
                valued(CUSTOM_LIST_SIZE, Collections.nCopies(50, "a"), Collections.nCopies(51, "a")),
                valued(CUSTOM_NUMBER, 123_456_789_012_345L, 1_234_567_890_123_456L),
                valued(CUSTOM_NUMBER, -0.123_456_789_012_345, 0.1 + 0.2),
                valued(CUSTOM_NUMBER, new BigDecimal("9.99999999999999E+100"), new BigDecimal("1E+101")),
                valued(CUSTOM_NUMBER, BigInteger.TEN.pow(100), BigInteger.TEN.pow(101)),
                valued(CUSTOM_NUMBER, new BigDecimal("1.00000000000001E-100"), new BigDecimal("9.99999999999999E-101")),
                valued(CUSTOM_NUMBER, new BigDecimal("-1E-100"), new BigDecimal("-9E-101")),
                valued(CUSTOM_NUMBER, new BigDecimal("0E+999"), new BigDecimal("1E+500")),
                valued(CUSTOM_NUMBER, 0.0, Double.MIN_VALUE),
                valued(CUSTOM_NUMBER, new BigDecimal("1." + "0".repeat(50)), new BigDecimal("1E-500")),
                bound(CUSTOM_COUNT, CUSTOM, fields(100, 1), fields(101, 1)),
                total("e", "x".repeat(3_999), "e", "x".repeat(4_000)),
                total("e", ASTRAL.repeat(3_999), "ee", ASTRAL.repeat(3_999)),
                total(ASTRAL, "x".repeat(3_999), ASTRAL.repeat(2), "x".repeat(3_999)),
                total("e", List.of("x".repeat(3_000), "x".repeat(999)), "e", List.of("x".repeat(3_999), "x")),
                total("e", List.of("x", ASTRAL.repeat(3_998)), "e", List.of("x", ASTRAL.repeat(3_999))),
                totalBesideAText(3_996, 10, 100),
                totalBesideAText(3_994, -0.5, -0.25),
                totalBesideAText(3_995, 1e2, false));
    }

    private static Arguments bound(ContactRule rule, String field, Object inside, @Nullable Object outside) {
        return Arguments.of(rule, field, field, inside, outside);
    }

    private static Arguments named(ContactRule rule, String inside, String outside, String shown) {
        return Arguments.of(rule, CUSTOM, CUSTOM + "." + shown, Map.of(inside, "v"), Map.of(outside, "v"));
    }

    private static Arguments valued(ContactRule rule, Object inside, Object outside) {
        return Arguments.of(rule, CUSTOM, CUSTOM + ".n", Map.of("n", inside), Map.of("n", outside));
    }

    /** One custom field beside four others, which have 16,000 characters. */
    private static Arguments total(String insideName, Object inside, String outsideName, Object outside) {
        Map<String, Object> others = fields(4, 3_999);
        return bound(CUSTOM_TOTAL_LENGTH, CUSTOM, with(others, insideName, inside), with(others, outsideName, outside));
    }

    /** A value in a field of one character, beside a text in another one, and four others. */
    private static Arguments totalBesideAText(int length, Object inside, Object outside) {
        Map<String, Object> others = with(fields(4, 3_999), "t", "x".repeat(length));
        return bound(CUSTOM_TOTAL_LENGTH, CUSTOM, with(others, "n", inside), with(others, "n", outside));
    }

    /** Custom fields whose names have one character. */
    private static Map<String, Object> fields(int count, int length) {
        return IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(i -> Character.toString('一' + i), i -> "x".repeat(length)));
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        Map<String, Object> more = new HashMap<>(fields);
        more.put(name, value);
        return more;
    }
}
