package dev.contactbook.domain;

import dev.contactbook.domain.text.Folding;
import dev.contactbook.domain.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What a search looks at in a contact, folded (contract §3, search). Stores that search for themselves keep these
 * texts.
 *
 * <p>Thread-safe: it has no state.
 */
public final class SearchText {
    /**
     * Names how this library on the running JDK folds texts: the Unicode tables of two JDKs differ in several hundred
     * code points. A store that keeps folded texts keeps this number with them, so that it can tell which ones to fold
     * again.
     */
    public static final int FOLDING_VERSION = Folding.VERSION;

    private SearchText() {}

    /**
     * The folded full name: first name, then a space and the last name if there is one.
     *
     * @param details the details of a contact
     * @return at most 511 code points
     */
    public static String name(ContactDetails details) {
        String lastName = details.lastName();
        return name(firstName(details), lastName == null ? null : ContactFields.LAST_NAME.folded(lastName));
    }

    /**
     * The folded full name of two names that are folded already. Each was cut for itself: a first name that folds to
     * many characters leaves the last name its own.
     *
     * @param firstName the folded first name
     * @param lastName the folded last name, null where there is none
     * @return at most 511 code points
     */
    public static String name(String firstName, @Nullable String lastName) {
        return lastName == null ? firstName : Folding.collapse(firstName + " " + lastName);
    }

    /**
     * The folded first name.
     *
     * @param details the details of a contact
     * @return at most 255 code points
     */
    public static String firstName(ContactDetails details) {
        return ContactFields.FIRST_NAME.folded(details.firstName());
    }

    /**
     * The folded e-mail address.
     *
     * @param details the details of a contact
     * @return at most 254 code points, null where there is no address
     */
    public static @Nullable String email(ContactDetails details) {
        String email = details.email();
        return email == null ? null : ContactFields.EMAIL.folded(email);
    }

    /**
     * The digits 0 to 9 of the phone number.
     *
     * @param details the details of a contact
     * @return digits, null where there is no phone
     */
    public static @Nullable String phoneDigits(ContactDetails details) {
        String phone = details.phone();
        return phone == null ? null : Texts.digits(phone);
    }
}
