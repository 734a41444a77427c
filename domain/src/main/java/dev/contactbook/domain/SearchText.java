package dev.contactbook.domain;

import dev.contactbook.domain.text.Folding;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A text that is derived from a contact for searches (contract §3, search). Stores that run searches themselves store
 * these texts, and look for the parts of a {@link SearchCondition} in them.
 *
 * <p>A text consists of entries, each after a line feed, which neither a field nor a term can have. So one
 * {@code contains} says each of: an entry contains a part, starts with it, equals it.
 */
public enum SearchText {
    /** The folded words of the first name, then of the last name, each after a space: {@code ␠ana␠lee}. */
    NAME_WORDS(ContactFields.FIRST_NAME, ContactFields.LAST_NAME) {
        @Override
        @Nullable
        String of(FoldedContact contact) {
            return contact.name().words();
        }
    },

    /**
     * The name written together: both orders, the first name, the last name, and what else neighbouring words give. The
     * whole ones stand between dots: {@code .␊analee.␊leeana.␊ana.␊lee.}
     */
    NAME_FORMS(ContactFields.FIRST_NAME, ContactFields.LAST_NAME) {
        @Override
        @Nullable
        String of(FoldedContact contact) {
            return contact.name().forms();
        }
    },

    /**
     * The folded e-mail addresses, the primary one first. Before each comes the one that addresses are compared by,
     * after two line feeds, if its domain has another form in ASCII, and after it the one with a domain in letters:
     * {@code ␊␊ana@example.com␊␊ana@work.example␊}.
     */
    EMAIL_ADDRESSES(ContactFields.EMAIL, ContactFields.OTHER_EMAILS) {
        @Override
        @Nullable
        String of(FoldedContact contact) {
            StringBuilder addresses = new StringBuilder();
            String email = contact.contact().email();
            String key = contact.sameKey(ContactFields.EMAIL);
            if (email != null && key != null) {
                addresses.append(address(email, key, Objects.requireNonNull(contact.folded(ContactFields.EMAIL))));
            }
            for (OtherEmail other : contact.contact().otherEmails()) {
                addresses.append(address(
                        other.email(),
                        ContactFields.EMAIL.sameKey(other.email()),
                        ContactFields.EMAIL.folded(other.email())));
            }
            return addresses.isEmpty() ? null : ENTRY + addresses;
        }
    },

    /**
     * The phone numbers, the primary ones first, each as typed and by the digits that are dialled from abroad, with the
     * calling code in letters (a for 0 to j for 9): {@code ␊03023125101␊3023125101+ej␊}
     */
    PHONE_NUMBERS(ContactFields.PHONE, ContactFields.OTHER_PHONES) {
        @Override
        @Nullable
        String of(FoldedContact contact) {
            return PhoneEntries.of(contact.contact().details());
        }
    };

    /**
     * The version of the folding by this library on the running JDK, whose Unicode tables differ between releases. A
     * store writes this number beside folded texts, and folds texts of another number again.
     */
    public static final int FOLDING_VERSION = Folding.VERSION;

    /** What each entry is after. No field of one line and no term has it. */
    static final String ENTRY = "\n";

    private final List<ContactField<?>> fields;

    SearchText(ContactField<?>... fields) {
        this.fields = List.of(fields);
    }

    /** {@return the fields that the text is derived from} */
    public List<ContactField<?>> fields() {
        return fields;
    }

    /** {@return the name of the text in documents and tables: {@code name_words}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the text of a contact.
     *
     * @param contact any contact
     * @return the text, null if the contact has nothing to find in it
     */
    public @Nullable String of(Contact contact) {
        return of(new FoldedContact(contact));
    }

    /**
     * Returns all texts of a contact, for stores that write them. It folds each field once.
     *
     * @param contact any contact
     * @return the texts that the contact has
     */
    public static Map<SearchText, String> allOf(Contact contact) {
        FoldedContact folded = new FoldedContact(contact);
        Map<SearchText, String> texts = new EnumMap<>(SearchText.class);
        for (SearchText text : values()) {
            String derived = text.of(folded);
            if (derived != null) {
                texts.put(text, derived);
            }
        }
        return texts;
    }

    abstract @Nullable String of(FoldedContact contact);

    /** Returns the entries of the text of a contact, one by one: of names words, and forms without dots. */
    List<String> entries(FoldedContact contact) {
        String text = Objects.requireNonNullElse(of(contact), "");
        String separator = this == NAME_WORDS ? NameTexts.WORD : this == NAME_FORMS ? "[.\n]" : ENTRY;
        return Stream.of(text.split(separator))
                .map(entry -> this == PHONE_NUMBERS ? PhoneEntries.digitsOf(entry) : entry)
                .filter(entry -> !entry.isEmpty())
                .distinct()
                .toList();
    }

    /** The entries of one address. */
    private static String address(String email, String key, String folded) {
        String inLetters = EmailText.inLetters(email);
        String last = inLetters.equals(email) ? folded : ContactFields.EMAIL.folded(inLetters);
        return joined(Stream.of(key, folded, last).distinct().toList());
    }

    /** Entries, each after a line feed, and one after the last. */
    private static String joined(List<String> entries) {
        return ENTRY + String.join(ENTRY, entries) + ENTRY;
    }

    /** The part of a text in which an entry equals this one. */
    static String whole(String entry) {
        return ENTRY + Objects.requireNonNull(entry) + ENTRY;
    }

    /** The part of a text in which an entry starts with this. */
    static String start(String entry) {
        return ENTRY + Objects.requireNonNull(entry);
    }
}
