package dev.contactbook.jdbc;

import static dev.contactbook.jdbc.Stores.ORGANIZATION;
import static dev.contactbook.jdbc.Stores.insert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which indexes of a SQLite file a patch writes. */
@Tag("3.194")
class IndexWritesTest {
    private static final String FEED = "contactbook_contact_by_rev";
    private static final String LAST_UPDATED = "contactbook_contact_last_updated";
    private static final String OWNER = "contactbook_contact_owner_newest";
    private static final String LAST_NAME = "contactbook_contact_by_last_name";

    private static final Set<ContactIndex> INDEXES = EnumSet.of(
            ContactIndex.LAST_UPDATED,
            ContactIndex.OWNER_NEWEST,
            ContactIndex.COMPANY_NEWEST,
            ContactIndex.LAST_NAME,
            ContactIndex.EMAIL);

    private static final Consumer<ContactDetails.Builder> PLAIN = contact -> contact.avatarUrl("/b")
            .phone("030 23125102")
            .phoneCountryIso("AT")
            .channelWhatsappWaId("w")
            .channelInstagramUserId("i")
            .customField("Note", "b");

    @TempDir
    Path folder;

    @Test
    void on_sqlite_a_patch_that_changes_no_value_of_an_index_writes_those_of_the_update_and_the_feed_alone()
            throws SQLException, IOException {
        Path file = folder.resolve("contacts.sqlite");
        try (EmbeddedContactRepository store = JdbcContactRepository.openSqlite(file)) {
            store.useIndexes(INDEXES);

            assertThat(writtenBy(PLAIN, store, file)).containsExactlyInAnyOrder(FEED, LAST_UPDATED);
            assertThat(writtenBy(contact -> contact.owner(7L), store, file)).contains(FEED, LAST_UPDATED, OWNER);
            assertThat(writtenBy(contact -> contact.lastName("Zzz"), store, file))
                    .contains(FEED, LAST_UPDATED, LAST_NAME);
        }
    }

    private static Set<String> writtenBy(Consumer<ContactDetails.Builder> patch, ContactRepository store, Path file)
            throws SQLException, IOException {
        Contact before = insert(store);
        ContactDetails.Builder details = before.details().toBuilder();
        patch.accept(details);
        Contact after = before.changed(details.build(), before.updatedAt().plusSeconds(1), null);
        execute(file, "pragma wal_checkpoint(truncate)");

        store.write(ORGANIZATION, List.of(new Change.Replace(before, after)));

        assertThat(store.find(ORGANIZATION, List.of(before.id()))).containsValue(after);
        return pagesInLog(file);
    }

    /** The indexes of which a page is in the log. */
    private static Set<String> pagesInLog(Path file) throws SQLException, IOException {
        ByteBuffer log = ByteBuffer.wrap(Files.readAllBytes(file.resolveSibling(file.getFileName() + "-wal")));
        int frame = log.getInt(8) + 24; // a page and its header
        Set<String> indexes = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement owner = connection.prepareStatement(
                        "select s.name from dbstat d join sqlite_schema s on s.name = d.name and s.type = 'index'"
                                + " where d.pageno = ?")) {
            for (int start = 32; start + frame <= log.capacity(); start += frame) {
                owner.setInt(1, log.getInt(start));
                try (ResultSet name = owner.executeQuery()) {
                    if (name.next()) {
                        indexes.add(name.getString(1));
                    }
                }
            }
        }
        return indexes;
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
