package dev.contactbook.it.support;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.NewContact;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Callers, inputs and fakes that the tests share. */
public final class Fixtures {
    public static final long ORGANIZATION = 456;
    public static final long OTHER_ORGANIZATION = 457;
    public static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);
    public static final Caller FOREIGNER = Caller.user(790).inOrganization(OTHER_ORGANIZATION);
    public static final Instant NOW = Instant.parse("2023-01-01T00:00:00Z");

    private Fixtures() {}

    /** Writes every field that a caller can write. */
    public static void everyField(ContactDetails.Builder contact) {
        contact.firstName("Ada")
                .lastName("Lovelace")
                .email("Ada@Example.com")
                .phone("(555) 0100")
                .phoneCountryCode("+1")
                .phoneCountryIso("US")
                .owner(7)
                .company(101)
                .channelWhatsappWaId("whatsapp-1")
                .channelInstagramUserId("instagram-1")
                .avatarUrl("/avatars/1.png")
                .customField("Industry", "Technology")
                .customField("Size", 100)
                .customField("Ratio", 0.25)
                .customField("Vip", true)
                .customField("Tags", List.of("b", "a"));
    }

    /** Puts a contact into a store past all rules, as one that is older than they are. */
    public static Contact seed(ContactRepository repository, ContactDetails details) {
        NewContact contact = new NewContact(details, null, NOW);
        return repository
                .write(ORGANIZATION, List.of(new Change.Insert(contact)))
                .contacts()
                .orElseThrow()
                .get(0);
    }

    /** The errors of a call that is refused as invalid. */
    public static Map<String, String> errorsOf(ThrowingCallable call) {
        Invalid invalid = catchThrowableOfType(Invalid.class, call);
        if (invalid == null) {
            throw new AssertionError("It was not refused");
        }
        return invalid.errors();
    }

    /** One message for all reasons: existence never leaks. */
    public static void assertNotFound(long id, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isExactlyInstanceOf(NotFound.class)
                .hasMessage("No record found for id '" + id + "'")
                .hasNoCause();
    }

    /** Throws anything without declaring it, as other languages of the JVM do. */
    @SuppressWarnings("unchecked")
    public static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    public static Contact withoutCustomFields(Contact contact) {
        return contact.toBuilder()
                .details(contact.details().toBuilder()
                        .replaceCustomFields(CustomFields.EMPTY)
                        .build())
                .build();
    }
}
