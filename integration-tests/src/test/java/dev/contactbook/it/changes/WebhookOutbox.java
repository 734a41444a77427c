package dev.contactbook.it.changes;

import dev.contactbook.api.ChangeBatch;
import dev.contactbook.api.ContactChange;
import dev.contactbook.api.ContactChanges;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;

/** The guide's outbox, which is killed again and again by {@link PulledChangesKillTest}. */
class WebhookOutbox {
    private final ContactChanges changes;
    private final JdbcTemplate sql;
    private final TransactionTemplate transaction;

    WebhookOutbox(ContactChanges changes, DataSource dataSource) {
        this.changes = changes;
        this.sql = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @Scheduled(fixedDelay = 1_000)
    void pull() {
        Map<Long, String> positions = new HashMap<>();
        sql.query("select organization_id, position from webhook_bookmark", row -> {
            positions.put(row.getLong(1), row.getString(2));
        });
        for (long organization : changes.organizations(positions)) {
            transaction.executeWithoutResult(status -> pull(organization, positions.get(organization)));
        }
    }

    private void pull(long organization, @Nullable String position) {
        ChangeBatch batch = changes.since(organization, position == null ? ContactChanges.START : position, 500);
        int moved = position == null
                ? sql.update("insert into webhook_bookmark values (?, ?)", organization, batch.position())
                : sql.update(
                        "update webhook_bookmark set position = ? where organization_id = ? and position = ?",
                        batch.position(),
                        organization,
                        position);
        if (moved == 1) { // else another instance has pulled the same changes
            batch.changes().forEach(this::enqueue);
        }
    }

    private void enqueue(ContactChange change) {
        sql.update(
                "insert into webhook (organization_id, contact_id, version, kind) values (?, ?, ?, ?)",
                change.organizationId(),
                change.contactId(),
                change.version(),
                change.kind().name());
    }
}
