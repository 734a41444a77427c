package dev.contactbook.interchange;

import static dev.contactbook.domain.ContactFields.AVATAR_URL;
import static dev.contactbook.domain.ContactFields.CHANNEL_INSTAGRAM_USER_ID;
import static dev.contactbook.domain.ContactFields.CHANNEL_WHATSAPP_WA_ID;
import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.EXTERNAL_IDS;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.OTHER_EMAILS;
import static dev.contactbook.domain.ContactFields.OTHER_PHONES;
import static dev.contactbook.domain.ContactFields.OWNED_BY_USER_ID;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.CustomValue;
import dev.contactbook.domain.ExternalId;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.OtherPhone;
import dev.contactbook.domain.PhoneNumber;
import dev.contactbook.interchange.core.Code;
import dev.contactbook.interchange.core.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a record changes in the contact that it is. It fills what is missing and adds e-mails, phones and custom fields.
 * A blank clears nothing. A value that the contact has already stays, unless the source wins.
 */
final class Merge {
    private final long contactId;
    private final ContactDetails stored;
    private final ContactDetails wanted;
    private final boolean sourceWins;
    private final long line;
    private final List<Problem> problems = new ArrayList<>();
    private final ContactPatch patch;

    Merge(Contact contact, ContactDetails wanted, boolean sourceWins, long line) {
        this.contactId = contact.id();
        this.stored = contact.details();
        this.wanted = wanted;
        this.sourceWins = sourceWins;
        this.line = line;
        this.patch = ContactPatch.of(this::write).ifVersion(contact.version());
    }

    long contactId() {
        return contactId;
    }

    /** The changes, for this version of the contact only. */
    ContactPatch patch() {
        return patch;
    }

    ContactDetails before() {
        return stored;
    }

    ContactDetails after() {
        return changesNothing() ? stored : patch.applyTo(stored);
    }

    boolean changesNothing() {
        return patch.fields().isEmpty();
    }

    /** The values that the contact has otherwise and that stay. */
    List<Problem> problems() {
        return problems;
    }

    private void write(ContactDetails.Builder changes) {
        if (isWritten(FIRST_NAME.name(), stored.firstName(), wanted.firstName())) {
            changes.firstName(wanted.firstName());
        }
        if (isWritten(LAST_NAME.name(), stored.lastName(), wanted.lastName())) {
            changes.lastName(wanted.lastName());
        }
        if (isWritten(AVATAR_URL.name(), stored.avatarUrl(), wanted.avatarUrl())) {
            changes.avatarUrl(wanted.avatarUrl());
        }
        if (isWritten(CHANNEL_WHATSAPP_WA_ID.name(), stored.channelWhatsappWaId(), wanted.channelWhatsappWaId())) {
            changes.channelWhatsappWaId(wanted.channelWhatsappWaId());
        }
        if (isWritten(
                CHANNEL_INSTAGRAM_USER_ID.name(), stored.channelInstagramUserId(), wanted.channelInstagramUserId())) {
            changes.channelInstagramUserId(wanted.channelInstagramUserId());
        }
        if (isWritten(OWNED_BY_USER_ID.name(), stored.ownedByUserId(), wanted.ownedByUserId())) {
            changes.owner(wanted.ownedByUserId());
        }
        if (isWritten(COMPANY_ID.name(), stored.companyId(), wanted.companyId())) {
            changes.company(wanted.companyId());
        }
        addIds(changes);
        addEmails(changes);
        addPhones(changes);
        addCustomFields(changes);
    }

    private void addIds(ContactDetails.Builder changes) {
        List<ExternalId> added = new ArrayList<>(wanted.externalIds());
        added.removeAll(stored.externalIds());
        int room = EXTERNAL_IDS.maxSize() - stored.externalIds().size();
        for (ExternalId id : added) {
            if (room-- > 0) {
                changes.externalId(id.source(), id.id());
            } else {
                problems.add(Problem.of(line, EXTERNAL_IDS.name(), Code.TOO_MANY_VALUES, id.id()));
            }
        }
    }

    /** Writes the custom fields that the contact has room for. */
    private void addCustomFields(ContactDetails.Builder changes) {
        Map<String, CustomValue> written = new LinkedHashMap<>();
        wanted.customFields().asMap().forEach((name, value) -> {
            Object before = stored.customFields().get(name).orElse(null);
            if (isWritten(name, before, value)) {
                written.put(name, value);
            }
        });
        Map<String, CustomValue> fitting = fits(written) ? written : fitting(written);
        if (!fitting.isEmpty()) {
            changes.customFields(fitting);
        }
    }

    private Map<String, CustomValue> fitting(Map<String, CustomValue> all) {
        Map<String, CustomValue> fitting = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            fitting.put(name, value);
            if (!fits(fitting)) {
                fitting.remove(name);
                problems.add(Problem.of(line, name, Code.TOO_MANY_VALUES, value.asText()));
            }
        });
        return fitting;
    }

    private boolean fits(Map<String, CustomValue> fields) {
        ContactDetails after =
                ContactPatch.of(changes -> changes.customFields(fields)).applyTo(stored);
        return after.violationsSince(stored).isEmpty();
    }

    private boolean isWritten(String field, @Nullable Object before, @Nullable Object value) {
        if (value == null || Objects.equals(before, value)) {
            return false;
        } else if (before != null && !sourceWins) {
            problems.add(Problem.of(line, field, Code.KEPT_LOCAL, ""));
            return false;
        }
        return true;
    }

    private void addEmails(ContactDetails.Builder changes) {
        List<OtherEmail> added = new ArrayList<>();
        String primary = wanted.email();
        if (primary != null) {
            added.add(OtherEmail.of(primary));
        }
        added.addAll(wanted.otherEmails());
        added.removeIf(email -> hasEmail(email.email()));
        boolean needsPrimary = stored.email() == null && primary != null && !hasEmail(primary);
        if (needsPrimary) {
            changes.email(primary);
            added.remove(0);
        }
        int room = OTHER_EMAILS.maxSize() - stored.otherEmails().size();
        for (OtherEmail email : added) {
            if (room-- > 0) {
                changes.addEmail(email);
            } else {
                problems.add(Problem.of(line, EMAIL.name(), Code.TOO_MANY_VALUES, email.email()));
            }
        }
    }

    private boolean hasEmail(String email) {
        String key = EMAIL.sameKey(email);
        String primary = stored.email();
        return (primary != null && EMAIL.sameKey(primary).equals(key))
                || stored.otherEmails().stream()
                        .anyMatch(other -> EMAIL.sameKey(other.email()).equals(key));
    }

    private void addPhones(ContactDetails.Builder changes) {
        List<OtherPhone> added = new ArrayList<>();
        String primary = wanted.phone();
        OtherPhone first =
                primary == null ? null : OtherPhone.of(primary, wanted.phoneCountryIso(), wanted.phoneCountryCode());
        if (first != null) {
            added.add(first);
        }
        added.addAll(wanted.otherPhones());
        added.removeIf(this::hasPhone);
        if (stored.phone() == null && first != null && !hasPhone(first)) {
            changes.phone(first.phone())
                    .phoneCountryIso(first.phoneCountryIso())
                    .phoneCountryCode(first.phoneCountryCode());
            added.remove(0);
        }
        int room = OTHER_PHONES.maxSize() - stored.otherPhones().size();
        for (OtherPhone phone : added) {
            if (room-- > 0) {
                changes.addPhone(phone);
            } else {
                problems.add(Problem.of(line, "phone", Code.TOO_MANY_VALUES, phone.phone()));
            }
        }
    }

    private boolean hasPhone(OtherPhone phone) {
        PhoneNumber number = PhoneNumber.of(phone.phone(), phone.phoneCountryCode());
        String primary = stored.phone();
        return (primary != null
                        && PhoneNumber.of(primary, stored.phoneCountryCode()).isSameAs(number))
                || stored.otherPhones().stream()
                        .anyMatch(other -> PhoneNumber.of(other.phone(), other.phoneCountryCode())
                                .isSameAs(number));
    }
}
