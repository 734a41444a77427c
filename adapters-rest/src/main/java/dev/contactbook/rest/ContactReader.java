package dev.contactbook.rest;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactRule;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Cursor;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.Violation;
import dev.contactbook.rest.tree.CanonicalNumbers;
import dev.contactbook.rest.tree.JsonTree;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads contacts and pages in the form in which answers have them (contract §7). */
final class ContactReader {
    private static final String TOTAL = "total";
    private static final String LIMIT = "limit";
    private static final String SKIP = "skip";
    private static final String NEXT = "next";
    private static final String DATA = "data";

    private final String path;
    private final Consumer<Violation> problems;

    private ContactReader(String path, Consumer<Violation> problems) {
        this.path = path;
        this.problems = problems;
    }

    /**
     * Reads a contact. Keys that are missing are empty.
     *
     * @throws Invalid with everything that is wrong
     */
    static Contact contact(Map<String, Object> tree) {
        List<Violation> problems = new ArrayList<>();
        Contact contact = new ContactReader("", problems::add).read(tree);
        reject(problems);
        return contact;
    }

    /**
     * Reads a page of contacts.
     *
     * @throws Invalid with everything that is wrong
     */
    static Page<Contact> page(Map<String, Object> tree) {
        List<Violation> problems = new ArrayList<>();
        Page<Contact> page = new ContactReader("", problems::add).readPage(tree);
        reject(problems);
        return page;
    }

    private static void reject(List<Violation> problems) {
        if (!problems.isEmpty()) {
            throw Invalid.contact(problems);
        }
    }

    private Contact read(Map<String, Object> tree) {
        Contact.Builder contact = Contact.builder(id(tree, WireField.ORGANIZATION_ID), id(tree, WireField.ID));
        ContactDetails.Builder details = ContactDetails.builder();
        tree.forEach((key, value) -> WireField.named(key)
                .ifPresentOrElse(
                        field -> read(field, value, contact, details), () -> report(Violation.unknownField(key))));
        try {
            contact.details(details.build());
        } catch (Invalid e) {
            e.violations().forEach(this::report);
        }
        return contact.build();
    }

    private void read(
            WireField field, @Nullable Object value, Contact.Builder contact, ContactDetails.Builder details) {
        switch (field) {
            case ID, ORGANIZATION_ID, OWNER, COMPANY -> {} // read before, or part of no contact
            case CREATED_AT -> time(field, value).ifPresent(contact::createdAt);
            case UPDATED_AT -> time(field, value).ifPresent(contact::updatedAt);
            case DELETED_AT -> {
                if (value != null) {
                    time(field, value).ifPresent(contact::deletedAt);
                }
            }
            case CREATED_BY_USER_ID -> {
                if (value != null) {
                    contact.createdByUserId(id(field, value));
                }
            }
            case UPDATED_BY_USER_ID -> {
                if (value != null) {
                    contact.updatedByUserId(id(field, value));
                }
            }
            case SYSTEM_TYPE -> {
                if (value instanceof String text) {
                    contact.systemType(text);
                } else {
                    problem(field.key(), "Must be a text");
                }
            }
            case VERSION -> contact.version(id(field, value));
            default -> details.set(field.key(), WireField.readable(field.key(), value));
        }
    }

    private Page<Contact> readPage(Map<String, Object> tree) {
        tree.keySet().stream()
                .filter(key -> !List.of(TOTAL, LIMIT, SKIP, NEXT, DATA).contains(key))
                .forEach(key -> report(Violation.unknownField(key)));
        ContactQuery query = ContactQuery.page()
                .limit((int) number(tree, LIMIT, ContactQuery.MAX_LIMIT))
                .skip((int) number(tree, SKIP, Integer.MAX_VALUE));
        OptionalLong total =
                tree.get(TOTAL) == null ? OptionalLong.empty() : OptionalLong.of(number(tree, TOTAL, Long.MAX_VALUE));
        return Page.of(query, total, next(tree.get(NEXT)), rows(tree.get(DATA)));
    }

    private Optional<Cursor> next(@Nullable Object next) {
        if (next instanceof String text) {
            return Optional.of(Cursor.of(text));
        } else if (next != null) {
            problem(NEXT, "Must be a text");
        }
        return Optional.empty();
    }

    private List<Contact> rows(@Nullable Object data) {
        List<Contact> rows = new ArrayList<>();
        if (data instanceof List<?> list) {
            for (Object element : list) {
                String row = DATA + "." + rows.size();
                ContactReader reader = new ContactReader(row + ".", problems);
                rows.add(JsonTree.asObject(element).map(reader::read).orElseGet(() -> {
                    problem(row, "Must be an object");
                    return Contact.builder(1, 1).build();
                }));
            }
        } else {
            problem(DATA, "Must be a list of contacts");
        }
        return rows;
    }

    private long number(Map<String, Object> tree, String key, long most) {
        Optional<BigInteger> number = CanonicalNumbers.whole(tree.get(key))
                .filter(whole -> whole.signum() >= 0 && whole.compareTo(BigInteger.valueOf(most)) <= 0);
        if (number.isEmpty()) {
            problem(key, "Must be a whole number from 0 to " + most);
        }
        return number.orElse(BigInteger.ZERO).longValue();
    }

    private long id(Map<String, Object> tree, WireField field) {
        return id(field, tree.get(field.key()));
    }

    /** An id, or a version, which is as large at most. */
    private long id(WireField field, @Nullable Object value) {
        Optional<Long> id = CanonicalNumbers.idOf(value);
        if (id.isEmpty()) {
            problem(field.key(), ContactRule.ID_RANGE.message());
        }
        return id.orElse(1L);
    }

    private Optional<Instant> time(WireField field, @Nullable Object value) {
        try {
            if (value instanceof String text) {
                return Optional.of(Instant.parse(text).truncatedTo(ChronoUnit.MILLIS));
            }
        } catch (DateTimeException e) {
            // reported below, like a value that is no text
        }
        problem(field.key(), "Must be a time and its offset, like 2023-01-01T00:00:00.000Z");
        return Optional.empty();
    }

    private void problem(String key, String message) {
        report(new Violation(key, "type", message));
    }

    private void report(Violation problem) {
        problems.accept(new Violation(path + problem.field(), problem.code(), problem.message()));
    }
}
