package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address of a contact beside the primary one (contract §2, several e-mails and phones).
 *
 * <p>Always in normal form, like {@link ContactDetails#email()}. Not always valid: {@link ContactDetails#violations()}
 * checks the rules. Immutable.
 *
 * @param email the address as typed, empty if it is missing: a contact then leaves the entry out
 * @param label the kind of address, for example {@code work}, any text of at most 100 characters, null for none
 */
public record OtherEmail(String email, @Nullable String label) {
    /**
     * Cleans both texts.
     *
     * @param email the address, blank for none
     * @param label the kind of address, null for none
     */
    public OtherEmail {
        email = Objects.requireNonNullElse(EmailText.clean(email), "");
        label = Texts.optional(label);
    }

    /**
     * Returns an address without a label.
     *
     * @param email the address
     * @return the entry
     */
    public static OtherEmail of(String email) {
        return new OtherEmail(email, null);
    }

    /**
     * Returns the same address with a label.
     *
     * @param label the kind of address, null for none
     * @return a new entry
     */
    public OtherEmail labelled(@Nullable String label) {
        return new OtherEmail(email, label);
    }

    /** How many characters it has, without them. */
    @Override
    public String toString() {
        return "OtherEmail[" + Texts.length(email) + " characters]";
    }
}
