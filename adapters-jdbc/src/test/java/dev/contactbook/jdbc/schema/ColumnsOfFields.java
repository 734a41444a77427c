package dev.contactbook.jdbc.schema;

import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.jdbc.dialect.Dialects;
import dev.contactbook.jdbc.table.ContactTable;
import dev.contactbook.jdbc.table.TableNames;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Looks before all other tests whether each field has its column in {@link ContactTable} and in the scripts. If one has
 * none, the first class of tests fails with the field's name and no other one runs: hundreds would fail without it.
 */
public final class ColumnsOfFields implements BeforeAllCallback {
    private static final List<String> MISSING = missing();
    private static final AtomicBoolean IS_TOLD = new AtomicBoolean();

    @Override
    public void beforeAll(ExtensionContext context) {
        if (MISSING.isEmpty()) {
            return;
        }
        String message = String.join(", and ", MISSING);
        if (IS_TOLD.compareAndSet(false, true)) {
            throw new AssertionError(message);
        }
        throw new TestAbortedException(message);
    }

    private static List<String> missing() {
        List<String> columns = ContactTable.columns();
        List<String> missing = new ArrayList<>();
        ContactFields.all().stream()
                .map(ContactField::name)
                .filter(name -> !columns.contains(name))
                .forEach(name -> missing.add("ContactTable has no column for the field " + name));
        for (Dialects dialect : Dialects.values()) {
            List<String> made = made(SchemaScripts.OF_THIS_LIBRARY.from(0, dialect.with(TableNames.OF_CONNECTION)));
            columns.stream()
                    .filter(column -> !made.contains(column))
                    .forEach(column -> missing.add("the script of " + dialect + " does not make the column " + column));
        }
        return missing;
    }

    /** The columns of the table of contacts in a script. */
    static List<String> made(String script) {
        String begin = "create table if not exists contactbook_contact (";
        int start = script.indexOf(begin) + begin.length();
        return script.substring(start, script.indexOf(");", start))
                .lines()
                .map(line -> line.strip().split(" ", 2)[0])
                .toList();
    }
}
