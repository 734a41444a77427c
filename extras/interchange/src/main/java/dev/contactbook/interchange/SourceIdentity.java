package dev.contactbook.interchange;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ExternalId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A record with an id of its source is the contact that has it as an external id, however both are named. If none has
 * it, the record is the contact of its content that has no id of the source yet. A record without an id is the contact
 * of its content.
 */
final class SourceIdentity implements RecordIdentity {
    private final Contacts contacts;
    private final Caller caller;
    private final String source;
    private final RecordIdentity content;

    SourceIdentity(Contacts contacts, Caller caller, String source, RecordIdentity content) {
        this.contacts = contacts;
        this.caller = caller;
        this.source = source;
        this.content = content;
    }

    /** Two ids are two people, also of one name and e-mail. */
    @Override
    public List<String> keys(ContactDetails details) {
        List<String> ids = ids(details);
        return ids.isEmpty() ? content.keys(details) : ids;
    }

    @Override
    public List<String> allKeys(ContactDetails details) {
        List<String> keys = new ArrayList<>(ids(details));
        keys.addAll(content.allKeys(details));
        return keys;
    }

    @Override
    public Candidates candidates(Collection<ContactDetails> records, long below) {
        Map<String, Contact> byId = byId(records);
        List<ContactDetails> others = records.stream()
                .filter(details -> ids(details).stream().noneMatch(byId::containsKey))
                .toList();
        Candidates byContent = others.isEmpty() ? details -> List.of() : content.candidates(others, below);
        return details -> {
            List<String> ids = ids(details);
            List<Contact> known =
                    ids.stream().filter(byId::containsKey).map(byId::get).toList();
            return known.isEmpty()
                    ? byContent.of(details).stream()
                            .filter(contact ->
                                    ids.isEmpty() || ids(contact.details()).isEmpty())
                            .toList()
                    : known;
        };
    }

    private Map<String, Contact> byId(Collection<ContactDetails> records) {
        List<ContactKey> keys = records.stream()
                .flatMap(details -> details.externalIds().stream())
                .map(id -> ContactKey.externalId(id.source(), id.id()))
                .distinct()
                .toList();
        Map<String, Contact> byId = new HashMap<>();
        for (int start = 0; start < keys.size(); start += Contacts.MAX_IDS) {
            List<ContactKey> part = keys.subList(start, Math.min(keys.size(), start + Contacts.MAX_IDS));
            contacts.find(caller, part)
                    .forEach(contact -> ids(contact.details()).forEach(id -> byId.put(id, contact)));
        }
        return byId;
    }

    private List<String> ids(ContactDetails details) {
        return details.externalIds().stream()
                .filter(id -> id.source().equals(source))
                .map(ExternalId::id)
                .map(id -> "x" + id)
                .toList();
    }
}
