package dev.contactbook.it.equivalence;

import static dev.contactbook.it.equivalence.Pools.*;

import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.TextField;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Draws hostile values: what people, scripts and databases stumble over, and what the rules just allow or just do not.
 */
public final class Values {
    private final SplittableRandom random;

    /** A few words only, so that contacts are alike and searches find something. */
    private final List<String> words;

    private final List<String> namesWritten = new ArrayList<>();
    private final List<String> emailsWritten = new ArrayList<>();

    public Values(SplittableRandom random) {
        this.random = random;
        this.words = random.ints(8, 0, WORDS.size()).mapToObj(WORDS::get).toList();
        namesWritten.addAll(words);
        emailsWritten.addAll(DOMAINS);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T extends @Nullable Object> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** For a text of so many characters at most. */
    @Nullable
    public String text(int max) {
        int kind = random.nextInt(100);
        String text;
        if (kind < 3) {
            return chance(50) ? null : pick(WHITE);
        } else if (kind < 4) {
            text = pick(words) + pick(BROKEN);
        } else if (kind < 7) {
            text = bound(max);
        } else if (kind < 13) {
            text = pick(WHITE) + pick(words) + pick(WHITE);
        } else {
            text = words(1 + random.nextInt(3));
        }
        namesWritten.add(text);
        return text;
    }

    /** At a bound, with an end that tells where it was cut. */
    private String bound(int max) {
        int length = max - 3 + random.nextInt(4);
        return pick(LETTERS).repeat(length) + (chance(50) ? "z" : "\u00E9");
    }

    private String words(int number) {
        StringBuilder text = new StringBuilder(pick(words));
        for (int i = 1; i < number; i++) {
            text.append(chance(80) ? " " : chance(50) ? "" : pick(WHITE)).append(pick(words));
        }
        return text.toString();
    }

    @Nullable
    public String email() {
        return switch (random.nextInt(30)) {
            case 0 -> null;
            case 1 -> pick(NO_EMAILS);
            case 2 -> pick(LETTERS).repeat(63 + random.nextInt(3)) + "@" + pick(DOMAINS);
            case 3 -> "a@" + pick(LETTERS).repeat(249 + random.nextInt(3)) + ".b";
            case 4 -> pick(WHITE) + pick(words) + "@" + pick(DOMAINS);
            case 5, 6 -> pick(PASTED_EMAILS);
            default -> {
                String email = pick(words) + "@" + pick(DOMAINS);
                emailsWritten.add(email);
                yield email;
            }
        };
    }

    @Nullable
    public String phone() {
        return chance(4) ? null : chance(4) ? pick(NO_PHONES) : pick(PHONES);
    }

    @Nullable
    public String iso() {
        return chance(4) ? null : chance(4) ? pick(NO_COUNTRIES) : pick(ISOS);
    }

    @Nullable
    public String code() {
        return chance(4) ? null : chance(4) ? pick(NO_COUNTRIES) : pick(CODES);
    }

    @Nullable
    public Long id(long organization) {
        boolean home = organization == SimulatedHost.ORGANIZATIONS.get(0);
        return chance(5) ? null : chance(10) ? pick(IDS) : home ? pick(SimulatedHost.KNOWN) : Long.valueOf(9);
    }

    /** For a field, when an organization's contact gets it. */
    @Nullable
    public Object valueOf(ContactField<?> field, long organization) {
        if (field == ContactFields.EMAIL) {
            return email();
        } else if (field == ContactFields.PHONE) {
            return phone();
        } else if (field == ContactFields.PHONE_COUNTRY_CODE) {
            return code();
        } else if (field == ContactFields.PHONE_COUNTRY_ISO) {
            return iso();
        } else if (field == ContactFields.OTHER_EMAILS) {
            return list(() -> map("email", email(), "label", label()));
        } else if (field == ContactFields.OTHER_PHONES) {
            return list(() ->
                    map("phone", phone(), "phone_country_code", code(), "phone_country_iso", iso(), "label", label()));
        } else if (field == ContactFields.EXTERNAL_IDS) {
            return list(() -> map("source", source(), "id", externalId()));
        } else if (field == ContactFields.AVATAR_URL) {
            return avatar();
        } else if (field == ContactFields.CUSTOM_FIELDS) {
            return customFields();
        }
        return field instanceof TextField text ? text(text.maxLength()) : id(organization);
    }

    /** Mostly few entries, now and then as many as there may be, or one more, or what is no list. */
    private @Nullable Object list(Supplier<Map<String, @Nullable Object>> entry) {
        int kind = random.nextInt(40);
        if (kind < 2) {
            return kind == 0 ? null : pick(Arrays.asList("x", 7, List.of("x"), List.of(Map.of("x", "y")), Map.of()));
        }
        int size = kind == 2 ? 19 + random.nextInt(3) : random.nextInt(4);
        return Stream.generate(entry).limit(size).toList();
    }

    String source() {
        return chance(3) ? text(50) : pick(List.of("crm", "shop", "CRM"));
    }

    /** So few that contacts often want the same. */
    String externalId() {
        return chance(3) ? text(255) : String.valueOf(below(12));
    }

    @Nullable
    String label() {
        return chance(50) ? null : chance(5) ? text(100) : pick(WORDS);
    }

    @Nullable
    String avatar() {
        if (chance(10)) {
            return "/" + pick(LETTERS).repeat(2_046 + random.nextInt(3));
        }
        return chance(4) ? null : chance(10) ? pick(NO_AVATARS) : pick(AVATARS);
    }

    String customName() {
        return chance(2) ? pick(NO_NAMES) : chance(5) ? pick(WHITE) + pick(NAMES) : pick(NAMES);
    }

    @Nullable
    public Object customValue() {
        int kind = random.nextInt(100);
        if (kind < 2) {
            return pick(LETTERS).repeat(3_999 + random.nextInt(3));
        } else if (kind < 4) {
            return new ArrayList<>(Collections.nCopies(49 + random.nextInt(3), pick(WORDS)));
        } else if (kind < 7) {
            return pick(NO_CUSTOM);
        } else if (kind < 20) {
            return Arrays.asList(words(1), null, words(1), pick(WHITE));
        }
        return kind < 55 ? words(2) : kind < 70 ? pick(CUSTOM_TEXTS) : pick(CUSTOM);
    }

    /** Now and then as many custom fields, or as much in them, as there may be, or one more. */
    @Nullable
    public Map<?, ?> customFields() {
        Map<Object, @Nullable Object> fields = new LinkedHashMap<>();
        int kind = random.nextInt(30);
        if (kind == 0) {
            return null;
        } else if (kind == 1) {
            int size = 99 + random.nextInt(3);
            for (int i = 0; i < size; i++) {
                fields.put("n" + i, i);
            }
        } else if (kind == 2) {
            for (int i = 0; i < 5; i++) {
                fields.put("n" + i, "a".repeat(3_998 - (i == 0 ? random.nextInt(2) - 1 : 0)));
            }
        } else if (kind == 3) {
            fields.put(5, "no name");
        }
        int more = kind < 3 ? 0 : random.nextInt(4);
        for (int i = 0; i < more; i++) {
            fields.put(customName(), customValue());
        }
        return fields;
    }

    /** Only what can be read: a host that replaces custom fields has them as a value. */
    @Nullable
    Map<?, ?> replacement() {
        return chance(20) ? null : map(customName(), words(2), "x1", 1, "Industry", List.of(pick(WORDS)));
    }

    /** Anything at all. */
    @Nullable
    public Object anything() {
        List<Supplier<@Nullable Object>> kinds = List.of(
                () -> text(255),
                this::email,
                this::phone,
                () -> id(456),
                this::customValue,
                this::customFields,
                () -> 7);
        return pick(kinds).get();
    }

    @Nullable
    public String nameTerm() {
        return term(namesWritten);
    }

    @Nullable
    public String emailTerm() {
        return term(emailsWritten);
    }

    /** A part of a text that was written, in any case, or a term to be refused. */
    private @Nullable String term(List<String> written) {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return chance(20) ? null : pick(NO_TERMS);
        } else if (kind < 4) {
            return words(2);
        }
        String text = chance(20) ? pick(words) : pick(written);
        int[] letters = text.codePoints().toArray();
        int from = chance(60) || letters.length < 4 ? 0 : random.nextInt(letters.length - 2);
        int to = chance(50) || letters.length < 4
                ? letters.length
                : from + 2 + random.nextInt(letters.length - from - 1);
        String part = new String(letters, from, to - from) + (letters.length < 2 ? " " + pick(words) : "");
        return chance(15) ? part.toUpperCase(Locale.ROOT) : chance(5) ? "@" + part : part;
    }

    /** A text for a field, most often one that was written, or for a condition that looks for it a part of one. */
    @Nullable
    String textLike(TextField field, boolean part) {
        if (field == ContactFields.EMAIL) {
            return part || chance(20) ? emailTerm() : pick(emailsWritten);
        } else if (field == ContactFields.PHONE) {
            return part ? phoneTerm() : phone();
        } else if (field == ContactFields.PHONE_COUNTRY_CODE) {
            return code();
        } else if (field == ContactFields.PHONE_COUNTRY_ISO) {
            return iso();
        } else if (field == ContactFields.AVATAR_URL) {
            return chance(80) ? pick(AVATARS) : avatar();
        } else if (field == ContactFields.SYSTEM_TYPE) {
            return pick(List.of("contact", "Contact", "con", "x"));
        }
        return part ? nameTerm() : pick(namesWritten);
    }

    /** The same text for people, and mostly for the folding. */
    String spelledOtherwise(String text) {
        return switch (random.nextInt(5)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.toLowerCase(Locale.ROOT);
            case 2 -> Normalizer.normalize(text, Normalizer.Form.NFD);
            case 3 -> "\u200B" + text + "\u00A0";
            default -> text + text;
        };
    }

    @Nullable
    public String phoneTerm() {
        return chance(4) ? null : chance(4) ? pick(WORDS) : chance(30) ? part(pick(PHONES)) : pick(PHONE_TERMS);
    }

    /** A number with or without its begin: with a plus or zeros at times, it may be another number. */
    private String part(String phone) {
        int start = chance(50) ? 0 : random.nextInt(phone.length() / 2);
        return (chance(20) ? pick(List.of("+", "00", "0", "+49", "8")) : "") + phone.substring(start);
    }

    @Nullable
    public String anyTerm() {
        return chance(40) ? phoneTerm() : chance(50) ? emailTerm() : nameTerm();
    }

    /** As {@code Map.of}, in this order, with nulls and names of any type. */
    @SuppressWarnings("unchecked")
    static <K> Map<K, @Nullable Object> map(@Nullable Object... namesAndValues) {
        Map<K, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((K) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
