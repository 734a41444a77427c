package dev.contactbook.interchange;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.memory.InMemoryContactRepository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** An organization in memory, and what imports did to it. */
final class Imports {
    final Contacts contacts = Contacts.over(new InMemoryContactRepository());
    final Caller me = Caller.user(789).inOrganization(456);
    final List<ImportOutcome> outcomes = new ArrayList<>();

    ImportReport run(String file) {
        return run(file, in -> in);
    }

    ImportReport run(String file, UnaryOperator<ContactImport> options) {
        return run(file.getBytes(StandardCharsets.UTF_8), options);
    }

    ImportReport run(byte[] file, UnaryOperator<ContactImport> options) {
        try {
            outcomes.clear();
            return options.apply(importer()).run(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ImportReport plan(String file, UnaryOperator<ContactImport> options) {
        try {
            outcomes.clear();
            return options.apply(importer()).plan(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ContactImport importer() {
        return ContactImport.of(contacts, me).onOutcome(outcomes::add);
    }

    List<Contact> all() {
        try (Stream<Contact> all = contacts.stream(me, ContactQuery.page())) {
            return all.toList();
        }
    }

    Contact only() {
        List<Contact> all = all();
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " contacts, " + outcomes);
        }
        return all.get(0);
    }

    /** The codes of the problems of a record, counted from 1. */
    List<String> codes(int record) {
        return outcomes.get(record - 1).problems().stream()
                .map(ImportProblem::code)
                .toList();
    }

    List<ImportOutcome.Kind> kinds() {
        return outcomes.stream().map(ImportOutcome::kind).toList();
    }

    static ImportTotals totals(long created, long updated, long unchanged, long skipped, long failed) {
        long read = created + updated + unchanged + skipped + failed;
        return new ImportTotals(read, created, updated, unchanged, skipped, failed);
    }
}
