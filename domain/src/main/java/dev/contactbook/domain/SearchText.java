package dev.contactbook.domain;

import dev.contactbook.domain.text.Folding;
import dev.contactbook.domain.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The folded texts of a contact that searches compare (contract §3, search). Stores that run searches themselves store
 * these texts.
 *
 * <p>Thread-safe: it has no state.
 */
public final class SearchText {
    /**
     * The version of the folding by this library on the running JDK, whose Unicode tables differ between releases. A
     * store writes this number beside folded texts, and folds texts of another number again.
     */
    public static final int FOLDING_VERSION = Folding.VERSION;

    private SearchText() {}

    /**
     * Returns the folded full name: the first name, then a space and the last name if there is one.
     *
     * @param details the details of a contact
     * @return at most 511 code points
     */
    public static String name(ContactDetails details) {
        String lastName = details.lastName();
        return name(firstName(details), lastName == null ? null : ContactFields.LAST_NAME.folded(lastName));
    }

    /**
     * Returns the folded full name of two folded names. Each was cut on its own, so a long first name does not shorten
     * the last name.
     *
     * @param firstName the folded first name
     * @param lastName the folded last name, null if there is none
     * @return at most 511 code points
     */
    public static String name(String firstName, @Nullable String lastName) {
        return lastName == null ? firstName : Folding.collapse(firstName + " " + lastName);
    }

    /**
     * Returns the folded first name.
     *
     * @param details the details of a contact
     * @return at most 255 code points
     */
    public static String firstName(ContactDetails details) {
        return ContactFields.FIRST_NAME.folded(details.firstName());
    }

    /**
     * Returns the folded e-mail address.
     *
     * @param details the details of a contact
     * @return at most 254 code points, null without an address
     */
    public static @Nullable String email(ContactDetails details) {
        String email = details.email();
        return email == null ? null : ContactFields.EMAIL.folded(email);
    }

    /**
     * Returns the digits 0 to 9 of the phone number.
     *
     * @param details the details of a contact
     * @return digits, null without a phone
     */
    public static @Nullable String phoneDigits(ContactDetails details) {
        String phone = details.phone();
        return phone == null ? null : Texts.digits(phone);
    }
}
