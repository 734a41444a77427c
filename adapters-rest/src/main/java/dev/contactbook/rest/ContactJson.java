package dev.contactbook.rest;

import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.Violation;
import dev.contactbook.rest.tree.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Contacts, pages and patches as JSON in the form of the REST API, for hosts with controllers of their own (contract
 * §7).
 *
 * <pre>{@code ContactJson.write(contact) // → {"id":1,"first_name":"Ada",…}}</pre>
 *
 * <p>With Jackson 2, register {@link ContactsModule} instead. The JSON has all values of the contacts, which may be
 * personal data.
 */
public final class ContactJson {
    private ContactJson() {}

    /**
     * Writes a contact like {@code GET /contacts/:id}. The version, who changed it last and the lists, such as
     * {@code other_emails}, are not part of that form.
     *
     * @param contact the contact
     * @return a JSON object of 19 keys
     */
    public static String write(Contact contact) {
        return JsonWriter.text(json -> JsonWriter.write(json, JsonWriter.alone(contact), WireField.WHOLE));
    }

    /**
     * Writes a contact like {@link #write(Contact)}, with {@code owner} and {@code company}.
     *
     * @param contact the contact, its owner and its company
     * @return a JSON object of 21 keys
     */
    public static String write(AssociatedContact contact) {
        return JsonWriter.text(json -> JsonWriter.write(json, contact, WireField.WHOLE_WITH_ASSOCIATIONS));
    }

    /**
     * Writes a page like a list with {@code $after}: with {@code next}, the cursor of the next page or null. The rows
     * are {@link Contact} with the 15 keys of a list, or {@link AssociatedContact} with {@code owner} and
     * {@code company} too.
     *
     * @param page the page
     * @return a JSON object
     * @throws IllegalArgumentException if a row is of another type
     */
    public static String writePage(Page<?> page) {
        return JsonWriter.text(json -> {
            json.writeStartObject();
            JsonWriter.writePageKeys(json, page, row -> {
                throw new IllegalArgumentException(
                        "Must be a page of contacts, not of " + row.getClass().getName());
            });
            json.writeEndObject();
        });
    }

    /**
     * Reads a contact in the form of an answer, with any of its keys. {@code id} and {@code organization_id} are
     * required. Any other missing key is empty. A missing {@code version} is 1, so do not use it as {@code ifVersion}.
     * {@code owner} and {@code company} are ignored.
     *
     * @param json a JSON object
     * @return the contact
     * @throws Invalid with all errors by their keys. The key is {@code contact} if it is no JSON object
     */
    public static Contact read(String json) {
        return ContactReader.contact(object("contact", json));
    }

    /**
     * Reads a page of contacts in the form of an answer, and each row like {@link #read}.
     *
     * @param json a JSON object
     * @return the page
     * @throws Invalid with all errors by their paths, like {@code data.3.email}. The path is {@code page} if it is no
     *     JSON object
     */
    public static Page<Contact> readPage(String json) {
        return ContactReader.page(object("page", json));
    }

    /**
     * Reads the body of a create or a patch. Keys of a contact that callers do not write are ignored. Wrong types and
     * unknown keys become {@link ContactPatch#violations()}: the create or patch reports them together with broken
     * rules.
     *
     * @param json a JSON object
     * @return the patch
     * @throws Invalid with all errors by their keys, if {@code organization_id} or {@code ifVersion} is malformed. The
     *     key is {@code patch} if it is no JSON object
     */
    public static ContactPatch readPatch(String json) {
        return readPatch(object("patch", json));
    }

    static ContactPatch readPatch(Map<String, Object> tree) {
        List<Violation> problems = new ArrayList<>();
        ContactPatch patch = ContactBody.read(tree, problems::add);
        if (problems.size() > patch.violations().size()) {
            throw Invalid.contact(problems);
        }
        return patch;
    }

    private static Map<String, Object> object(String what, String json) {
        return JsonTree.objectIn(json)
                .orElseThrow(() -> Invalid.contact(List.of(new Violation(what, "type", "Must be a JSON object"))));
    }
}
