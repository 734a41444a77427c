package dev.contactbook.domain;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of a {@link ListField} are: the texts of each, and which two are the same. A further list field is
 * one more of these.
 *
 * @param <E> the type of an entry
 */
abstract class ListEntries<E> {
    /** What each other e-mail and phone may have beside it. No contact has it by itself. */
    private static final TextField LABEL = new TextField(-1, "label", 100, contact -> null);

    private final Class<E> type;
    private final int maxSize;
    private final List<TextField> parts;

    /**
     * Entries.
     *
     * @param maxSize how many a contact may have
     * @param parts the texts of an entry, whose names and rules they have. The first one is required
     */
    ListEntries(Class<E> type, int maxSize, TextField... parts) {
        this.type = type;
        this.maxSize = maxSize;
        this.parts = List.of(parts);
    }

    final Class<E> type() {
        return type;
    }

    final int maxSize() {
        return maxSize;
    }

    final List<TextField> parts() {
        return parts;
    }

    /** The entry with these texts, in the order of {@link #parts}, cleaned. */
    abstract E of(List<@Nullable String> texts);

    /** The text of an entry, null if it has none. */
    abstract @Nullable String text(E entry, TextField part);

    /** What is equal for entries that are the same. */
    abstract Object key(E entry);

    /** What an entry of a contact becomes when the same one is added: it gets the label, if there is one. */
    abstract E merged(E stored, E added);

    /** The value beside which a contact has the list, null if it has none. */
    abstract @Nullable E primary(ContactDetails details);

    /** Takes that value away. */
    abstract void clearPrimary(ContactDetails.Builder details);

    /** Whether an entry has what is required. Others are left out. */
    boolean isPresent(E entry) {
        String required = text(entry, parts.get(0));
        return required != null && !required.isEmpty();
    }

    /** The e-mails beside {@link ContactFields#EMAIL}. */
    static ListEntries<OtherEmail> emails(int maxSize, TextField email) {
        return new ListEntries<>(OtherEmail.class, maxSize, email, LABEL) {
            @Override
            OtherEmail of(List<@Nullable String> texts) {
                return new OtherEmail(Objects.requireNonNullElse(texts.get(0), ""), texts.get(1));
            }

            @Override
            @Nullable
            String text(OtherEmail entry, TextField part) {
                return part == email ? entry.email() : entry.label();
            }

            @Override
            Object key(OtherEmail entry) {
                return email.sameKey(entry.email());
            }

            @Override
            OtherEmail merged(OtherEmail stored, OtherEmail added) {
                return added.label() == null ? stored : stored.labelled(added.label());
            }

            @Override
            @Nullable
            OtherEmail primary(ContactDetails details) {
                return details.email() == null ? null : OtherEmail.of(details.email());
            }

            @Override
            void clearPrimary(ContactDetails.Builder details) {
                details.email(null);
            }
        };
    }

    /** The ids in other systems. An id without a source is wrong, and not missing. */
    static ListEntries<ExternalId> externalIds(int maxSize, TextField source, TextField id) {
        return new ListEntries<>(ExternalId.class, maxSize, source, id) {
            @Override
            ExternalId of(List<@Nullable String> texts) {
                return new ExternalId(
                        Objects.requireNonNullElse(texts.get(0), ""), Objects.requireNonNullElse(texts.get(1), ""));
            }

            @Override
            String text(ExternalId entry, TextField part) {
                return part == source ? entry.source() : entry.id();
            }

            @Override
            boolean isPresent(ExternalId entry) {
                return !entry.source().isEmpty() || !entry.id().isEmpty();
            }

            @Override
            Object key(ExternalId entry) {
                return entry;
            }

            @Override
            ExternalId merged(ExternalId stored, ExternalId added) {
                return stored;
            }

            @Override
            @Nullable
            ExternalId primary(ContactDetails details) {
                return null;
            }

            @Override
            void clearPrimary(ContactDetails.Builder details) {}
        };
    }

    /** The phones beside {@link ContactFields#PHONE}. */
    static ListEntries<OtherPhone> phones(int maxSize, TextField phone, TextField code, TextField iso) {
        return new ListEntries<>(OtherPhone.class, maxSize, phone, code, iso, LABEL) {
            @Override
            OtherPhone of(List<@Nullable String> texts) {
                return new OtherPhone(
                        Objects.requireNonNullElse(texts.get(0), ""), texts.get(2), texts.get(1), texts.get(3));
            }

            @Override
            @Nullable
            String text(OtherPhone entry, TextField part) {
                if (part == phone) {
                    return entry.phone();
                } else if (part == code) {
                    return entry.phoneCountryCode();
                }
                return part == iso ? entry.phoneCountryIso() : entry.label();
            }

            // An extension names someone else at a switchboard.
            @Override
            Object key(OtherPhone entry) {
                return PhoneNumber.numbersIn(entry.phone(), PhoneNumber.countryOf(entry.phoneCountryCode())).stream()
                        .map(number -> Stream.of(
                                        number.callingCode(),
                                        number.significantDigits().isEmpty()
                                                ? number.digits()
                                                : number.significantDigits(),
                                        number.extension())
                                .map(Object::toString)
                                .collect(Collectors.joining(" ")))
                        .toList();
            }

            @Override
            OtherPhone merged(OtherPhone stored, OtherPhone added) {
                return added.label() == null ? stored : stored.labelled(added.label());
            }

            @Override
            @Nullable
            OtherPhone primary(ContactDetails details) {
                return details.phone() == null
                        ? null
                        : OtherPhone.of(details.phone(), details.phoneCountryIso(), details.phoneCountryCode());
            }

            @Override
            void clearPrimary(ContactDetails.Builder details) {
                details.phone(null).phoneCountryCode(null).phoneCountryIso(null);
            }
        };
    }
}
