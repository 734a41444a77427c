package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A phone of a contact beside the primary one, with its country (contract §2, several e-mails and phones).
 *
 * <p>Always in normal form, like {@link ContactDetails#phone()}. Not always valid: {@link ContactDetails#violations()}
 * checks the rules. Immutable.
 *
 * @param phone the number as typed, empty if it is missing: a contact then leaves the entry out
 * @param phoneCountryIso the ISO 3166 code of its country, two upper-case letters, or null
 * @param phoneCountryCode the calling code of its country, {@code +} and digits, or null
 * @param label the kind of phone, for example {@code mobile}, any text of at most 100 characters, null for none
 */
public record OtherPhone(
        String phone,
        @Nullable String phoneCountryIso,
        @Nullable String phoneCountryCode,
        @Nullable String label) {
    /**
     * Cleans all texts.
     *
     * @param phone the number, blank for none
     * @param phoneCountryIso the country, {@code US}, null if it is unknown
     * @param phoneCountryCode its calling code, {@code +1}, null if it is unknown
     * @param label the kind of phone, null for none
     */
    public OtherPhone {
        phone = Objects.requireNonNullElse(PhoneText.clean(phone), "");
        phoneCountryIso = PhoneCountry.iso(phoneCountryIso);
        phoneCountryCode = PhoneCountry.code(phoneCountryCode);
        label = Texts.optional(label);
    }

    /**
     * Returns a phone without a label.
     *
     * @param phone the number
     * @param phoneCountryIso the country, {@code US}, null if it is unknown
     * @param phoneCountryCode its calling code, {@code +1}, null if it is unknown
     * @return the entry
     */
    public static OtherPhone of(String phone, @Nullable String phoneCountryIso, @Nullable String phoneCountryCode) {
        return new OtherPhone(phone, phoneCountryIso, phoneCountryCode, null);
    }

    /**
     * Returns the same phone with a label.
     *
     * @param label the kind of phone, null for none
     * @return a new entry
     */
    public OtherPhone labelled(@Nullable String label) {
        return new OtherPhone(phone, phoneCountryIso, phoneCountryCode, label);
    }

    /** How many digits it has, without them. */
    @Override
    public String toString() {
        return "OtherPhone[" + Texts.digits(phone).length() + " digits]";
    }
}
