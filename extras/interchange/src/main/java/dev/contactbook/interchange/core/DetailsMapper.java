package dev.contactbook.interchange.core;

import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.CustomValue;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.OtherPhone;
import dev.contactbook.domain.PhoneNumber;
import dev.contactbook.domain.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a record says into the details of a contact. A value that breaks a rule is left out with a problem, and
 * does not cost the contact. Only a first name that breaks a rule does.
 */
public final class DetailsMapper {
    /** The custom fields that take what no other field holds. */
    public static final String COMPANY = "Company";

    public static final String JOB_TITLE = "Job title";
    public static final String NICKNAME = "Nickname";
    public static final String NOTE = "Note";
    public static final String BIRTHDAY = "Birthday";
    public static final String WEBSITE = "Website";
    public static final String CATEGORIES = "Categories";
    private static final String DEPARTMENT = "Department";
    private static final String PREFIX = "Prefix";
    private static final String MIDDLE = "Middle name";
    private static final String SUFFIX = "Suffix";
    private static final String ADDRESS = "Address";
    private static final String ANNIVERSARY = "Anniversary";
    private static final String IM = "IM";

    private static final Pattern SCIENTIFIC = Pattern.compile("\\d([.,]\\d+)?[eE]\\+?\\d+");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
    private static final Pattern SEPARATORS_ONLY = Pattern.compile("[\\s;,|]*");
    private static final Pattern EXCHANGE_PATH = Pattern.compile("(?i)/o=.*");
    private static final int MAX_ENTRIES = ContactFields.OTHER_EMAILS.maxSize();

    private final @Nullable String source;
    private final CompanyNames companies;
    private final @Nullable String countryIso;
    private final @Nullable String countryCode;
    private final @Nullable Boolean dayFirst;

    /** Maps for a source, null if its ids are not kept. */
    public DetailsMapper(
            @Nullable String source,
            CompanyNames companies,
            @Nullable String countryIso,
            @Nullable String countryCode,
            @Nullable Boolean dayFirst) {
        this.source = source;
        this.companies = companies;
        this.countryIso = countryIso;
        this.countryCode = countryCode;
        this.dayFirst = dayFirst;
    }

    /**
     * The details of a record.
     *
     * @param details the details, null if the record has nothing to name a contact by
     * @param violations the rules that they break, which no other value can mend
     * @param problems what was left out or chosen
     */
    public record Mapped(@Nullable ContactDetails details, List<Violation> violations, List<Problem> problems) {}

    /**
     * Maps a record. Most records are valid as they are, so the rules are checked once. Only if one is broken, each
     * value is checked by itself.
     *
     * @param card what the record says
     * @param line its line, for problems
     * @return the details, and what is wrong with them
     */
    public Mapped map(Card card, long line) {
        Mapped mapped = new Mapping(card, line, false).mapped();
        boolean isValid = mapped.details != null && mapped.violations.isEmpty();
        return isValid ? mapped : new Mapping(card, line, true).mapped();
    }

    /** Whether details with these values break no rule. */
    private static boolean keepsRules(Consumer<ContactDetails.Builder> values) {
        try {
            ContactDetails.Builder builder = ContactDetails.builder().firstName("x");
            values.accept(builder);
            return builder.build().violations().isEmpty();
        } catch (ContactsException.Invalid e) {
            return false;
        }
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** A text with more than separators. */
    private static @Nullable String content(@Nullable String text) {
        return text == null || SEPARATORS_ONLY.matcher(text).matches() ? null : text.strip();
    }

    /** Writes a text. */
    private interface Setter {
        void set(ContactDetails.Builder details, @Nullable String text);
    }

    /** One record. */
    private final class Mapping {
        private final Card card;
        private final long line;
        private final boolean isChecked;
        private final List<Problem> problems = new ArrayList<>();
        private final ContactDetails.Builder builder = ContactDetails.builder();
        private final Map<String, Object> custom = new LinkedHashMap<>();
        private final FreeNames customNames = new FreeNames();

        private Mapping(Card card, long line, boolean isChecked) {
            this.card = card;
            this.line = line;
            this.isChecked = isChecked;
        }

        private Mapped mapped() {
            try {
                ContactDetails details = details();
                return new Mapped(details, details == null ? List.of() : details.violations(), problems);
            } catch (ContactsException.Invalid e) {
                return new Mapped(null, e.violations(), problems);
            }
        }

        private boolean isValid(Consumer<ContactDetails.Builder> values) {
            return !isChecked || keepsRules(values);
        }

        private @Nullable ContactDetails details() {
            problems.addAll(card.problems);
            List<Card.Email> emails = emails();
            List<Card.Phone> phones = phones();
            if (!nameContact(emails, phones)) {
                problems.add(Problem.of(line, Code.NO_NAME));
                return null;
            }
            writeEmails(emails);
            writePhones(phones);
            writeCompany();
            writeOthers();
            writeCustom();
            writeId();
            reportNotKept();
            return builder.build();
        }

        /** A whole name is not split, because a wrong split is worse than none. */
        private boolean nameContact(List<Card.Email> emails, List<Card.Phone> phones) {
            String given = present(card.given);
            String family = present(card.family);
            if (given != null) {
                builder.firstName(given).lastName(family);
                return true;
            }
            Map<String, @Nullable String> others = new LinkedHashMap<>();
            others.put("full name", present(card.fullName));
            others.put("family name", family);
            others.put("nickname", present(card.nickname));
            others.put("company", content(card.company));
            others.put("email", emails.isEmpty() ? null : emails.get(0).value());
            others.put("phone", phones.isEmpty() ? null : phones.get(0).value());
            for (Map.Entry<String, @Nullable String> other : others.entrySet()) {
                String name = other.getValue();
                if (name != null) {
                    boolean hasFamily = family != null && !isPart(name, family);
                    builder.firstName(name).lastName(hasFamily ? family : null);
                    problems.add(Problem.of(line, other.getKey(), Code.NAME_CHOSEN, name));
                    return true;
                }
            }
            return false;
        }

        /** A longer family name is none anyway, and would be looked for in quadratic time. */
        private static boolean isPart(String name, String family) {
            return family.length() <= 2 * ContactFields.LAST_NAME.maxLength() && name.contains(family);
        }

        private List<Card.Email> emails() {
            List<Card.Email> good = new ArrayList<>();
            for (Card.Email email : sorted(card.emails, Card.Email::rank)) {
                String value = content(email.value());
                if (value == null || EXCHANGE_PATH.matcher(value).matches()) {
                    continue;
                }
                if (isValid(details -> details.email(value))) {
                    good.add(new Card.Email(value, label("email.label", email.label()), email.rank(), email.isOther()));
                } else {
                    leaveOut("email", value);
                }
            }
            return good;
        }

        private List<Card.Phone> phones() {
            List<Card.Phone> good = new ArrayList<>();
            for (Card.Phone phone : sorted(card.phones, Card.Phone::rank)) {
                String value = content(phone.value());
                if (value == null) {
                    continue;
                }
                if (SCIENTIFIC.matcher(value).matches()) {
                    problems.add(Problem.of(line, "phone", Code.PHONE_SCIENTIFIC, value));
                    continue;
                }
                String number = isValid(details -> details.phone(value)) ? value : withSigns(value);
                if (isValid(details -> details.phone(number))) {
                    good.add(withCountry(new Card.Phone(
                            number,
                            label("phone.label", phone.label()),
                            phone.iso(),
                            phone.code(),
                            phone.rank(),
                            phone.isOther())));
                } else {
                    leaveOut("phone", value);
                }
            }
            return good;
        }

        /** Letters for a pause and a wait are signs that phones have. */
        private String withSigns(String phone) {
            return phone.replace('p', ',').replace('P', ',').replace('w', ';').replace('W', ';');
        }

        private Card.Phone withCountry(Card.Phone phone) {
            if (card.hasCountries || phone.code() != null || phone.iso() != null) {
                return withCountry(phone, iso(phone.iso()), code(phone.code()));
            }
            String own = PhoneNumber.of(phone.value(), null).callingCode().orElse(null);
            return own == null ? withCountry(phone, countryIso, countryCode) : withCountry(phone, null, own);
        }

        private Card.Phone withCountry(Card.Phone phone, @Nullable String iso, @Nullable String code) {
            return new Card.Phone(phone.value(), phone.label(), iso, code, phone.rank(), phone.isOther());
        }

        private @Nullable String iso(@Nullable String iso) {
            return kept("phone_country_iso", iso, ContactDetails.Builder::phoneCountryIso);
        }

        private @Nullable String code(@Nullable String code) {
            return kept("phone_country_code", code, ContactDetails.Builder::phoneCountryCode);
        }

        private @Nullable String label(String field, @Nullable String label) {
            return kept(
                    field,
                    label,
                    (details, text) ->
                            details.addEmail(OtherEmail.of("x@example.com").labelled(text)));
        }

        /** Without a source an id means nothing. Almost every card has one, so only a column of ids is named. */
        private void reportNotKept() {
            List<String> notKept = new ArrayList<>();
            String column = card.uidColumn;
            if (source == null && column != null) {
                notKept.add(column);
            }
            notKept.addAll(card.notKept);
            if (!notKept.isEmpty()) {
                String names = String.join(", ", notKept.stream().distinct().toList());
                problems.add(Problem.of(line, "", Code.NOT_KEPT, names));
            }
        }

        private void writeId() {
            String system = source;
            String id = system == null ? null : present(card.uid);
            if (system == null || id == null) {
                return;
            } else if (isValid(details -> details.externalId(system, id))) {
                builder.externalId(system, id);
            } else {
                leaveOut("external_id", id);
            }
        }

        private void writeEmails(List<Card.Email> emails) {
            boolean hasPrimary = false;
            for (Card.Email email : emails) {
                if (!hasPrimary && !email.isOther()) {
                    builder.email(email.value());
                    hasPrimary = true;
                }
            }
            // Adding leaves out what is there already
            ContactDetails kept = builder.build();
            for (Card.Email email : emails) {
                ContactDetails more = kept.toBuilder()
                        .addEmail(OtherEmail.of(email.value()).labelled(email.label()))
                        .build();
                if (more.otherEmails().size() > MAX_ENTRIES) {
                    problems.add(Problem.of(line, "email", Code.TOO_MANY_VALUES, email.value()));
                } else {
                    kept = more;
                }
            }
            builder.otherEmails(kept.otherEmails());
        }

        private void writePhones(List<Card.Phone> phones) {
            boolean hasPrimary = false;
            for (Card.Phone phone : phones) {
                if (!hasPrimary && !phone.isOther()) {
                    builder.phone(phone.value()).phoneCountryIso(phone.iso()).phoneCountryCode(phone.code());
                    hasPrimary = true;
                }
            }
            if (!hasPrimary) {
                builder.phoneCountryIso(iso(card.phoneIso)).phoneCountryCode(code(card.phoneCode));
            }
            ContactDetails kept = builder.build();
            for (Card.Phone phone : phones) {
                ContactDetails more = kept.toBuilder()
                        .addPhone(OtherPhone.of(phone.value(), phone.iso(), phone.code())
                                .labelled(phone.label()))
                        .build();
                if (more.otherPhones().size() > MAX_ENTRIES) {
                    problems.add(Problem.of(line, "phone", Code.TOO_MANY_VALUES, phone.value()));
                } else {
                    kept = more;
                }
            }
            builder.otherPhones(kept.otherPhones());
        }

        private void writeCompany() {
            String name = content(card.company);
            Long id = name == null ? null : companies.id(name);
            if (id != null) {
                builder.company(id);
            } else if (name != null) {
                addCustom(COMPANY, name);
            }
            Long given = number("company_id", card.companyId);
            if (given != null) {
                builder.company(given);
            }
            Long owner = number("owned_by_user_id", card.ownerId);
            if (owner != null) {
                builder.owner(owner);
            }
        }

        private @Nullable Long number(String field, @Nullable String text) {
            String digits = present(text);
            if (digits == null) {
                return null;
            }
            Long number = DIGITS.matcher(digits).matches() ? Long.valueOf(digits) : null;
            if (number == null || !isValid(details -> details.owner(number))) {
                leaveOut(field, digits);
                return null;
            }
            return number;
        }

        private void writeOthers() {
            text("last_name", builder.build().lastName(), ContactDetails.Builder::lastName);
            text("avatar_url", card.avatarUrl, ContactDetails.Builder::avatarUrl);
            text("channel_whatsapp_wa_id", card.whatsapp, ContactDetails.Builder::channelWhatsappWaId);
            text("channel_instagram_user_id", card.instagram, ContactDetails.Builder::channelInstagramUserId);
            addCustom(DEPARTMENT, present(card.department));
            addCustom(JOB_TITLE, present(card.jobTitle));
            addCustom(NICKNAME, present(card.nickname));
            addCustom(PREFIX, present(card.prefix));
            addCustom(MIDDLE, present(card.middle));
            addCustom(SUFFIX, present(card.suffix));
            addCustom(BIRTHDAY, birthday());
            addCustom(ANNIVERSARY, date("anniversary", card.anniversary));
            card.urls.forEach(url -> addCustom(WEBSITE, present(url)));
            card.ims.forEach(im -> addCustom(IM, present(im)));
            card.addresses.forEach(address -> addCustom(ADDRESS, present(address)));
            String note = present(String.join("\n\n", card.notes));
            for (int start = 0; note != null && start < note.length(); ) {
                int most = Math.min(note.length(), start + 2 * CustomValue.MAX_TEXT_LENGTH);
                int length = Math.min(CustomValue.MAX_TEXT_LENGTH, note.codePointCount(start, most));
                int end = note.offsetByCodePoints(start, length);
                addCustom(NOTE, present(note.substring(start, end)));
                start = end;
            }
            List<String> categories = card.categories.stream()
                    .map(DetailsMapper::present)
                    .flatMap(Stream::ofNullable)
                    .distinct()
                    .toList();
            for (String category :
                    categories.subList(Math.min(CustomValue.MAX_TEXTS, categories.size()), categories.size())) {
                problems.add(Problem.of(line, CATEGORIES, Code.TOO_MANY_VALUES, category));
            }
            if (!categories.isEmpty()) {
                addCustom(CATEGORIES, categories.subList(0, Math.min(CustomValue.MAX_TEXTS, categories.size())));
            }
        }

        private void text(String field, @Nullable String value, Setter set) {
            set.set(builder, kept(field, value, set));
        }

        /** A text, null if there is none or if it breaks a rule, which is reported. */
        private @Nullable String kept(String field, @Nullable String value, Setter set) {
            String text = present(value);
            if (text == null || isValid(details -> set.set(details, text))) {
                return text;
            }
            leaveOut(field, text);
            return null;
        }

        private @Nullable String birthday() {
            String month = present(card.birthMonth);
            String day = present(card.birthDay);
            if (present(card.birthday) == null && month != null && day != null) {
                String year = card.birthYear == null ? "" : card.birthYear;
                String date = Dates.date(year, month, day);
                return date == null ? year + "-" + month + "-" + day : date;
            }
            return date("birthday", card.birthday == null ? card.birthDay : card.birthday);
        }

        private @Nullable String date(String field, @Nullable String typed) {
            String text = present(typed);
            if (text == null) {
                return null;
            }
            String date = Dates.normal(text, dayFirst);
            if (date == null) {
                problems.add(Problem.of(line, field, Code.DATE_UNCLEAR, text));
                return text;
            }
            return present(date);
        }

        private void addCustom(String name, @Nullable Object value) {
            if (value != null) {
                custom.put(customNames.free(name), value);
            }
        }

        /** Custom fields as long as there is room for them. */
        private void writeCustom() {
            card.custom.forEach(this::addCustom);
            if (custom.isEmpty()) {
                return;
            }
            if (isValid(details -> details.customFields(custom))) {
                builder.customFields(custom);
                return;
            }
            Map<String, Object> valid = new LinkedHashMap<>();
            custom.forEach((name, value) -> {
                if (isValid(details -> details.customFields(Map.of(name, value)))) {
                    valid.put(name, value);
                } else {
                    leaveOut(name, excerpt(value));
                }
            });
            Map<String, Object> good = fitting(valid);
            valid.forEach((name, value) -> {
                if (!good.containsKey(name)) {
                    problems.add(Problem.of(line, name, Code.TOO_MANY_VALUES, excerpt(value)));
                }
            });
            builder.customFields(good);
        }

        /**
         * As many as a contact may have. Only if their texts are too long together, each is tried with those before.
         */
        private Map<String, Object> fitting(Map<String, Object> valid) {
            Map<String, Object> first = new LinkedHashMap<>();
            valid.entrySet().stream()
                    .limit(CustomFields.MAX_COUNT)
                    .forEach(field -> first.put(field.getKey(), field.getValue()));
            if (isValid(details -> details.customFields(first))) {
                return first;
            }
            Map<String, Object> good = new LinkedHashMap<>();
            valid.forEach((name, value) -> {
                good.put(name, value);
                if (good.size() > CustomFields.MAX_COUNT || !isValid(details -> details.customFields(good))) {
                    good.remove(name);
                }
            });
            return good;
        }

        private String excerpt(Object value) {
            return value instanceof List<?> ? "" : value.toString();
        }

        private void leaveOut(String field, String value) {
            problems.add(Problem.of(line, field, Code.VALUE_INVALID, value));
        }

        private <T> List<T> sorted(List<T> values, Function<T, Integer> rank) {
            return values.stream().sorted(Comparator.comparing(rank)).toList();
        }
    }
}
