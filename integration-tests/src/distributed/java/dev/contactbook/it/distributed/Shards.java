package dev.contactbook.it.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.SqlFlavour;
import dev.contactbook.jdbc.TimeOrderedIds;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.apache.shardingsphere.driver.api.yaml.YamlShardingSphereDataSourceFactory;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/**
 * Two PostgreSQL servers that ShardingSphere-JDBC makes look like one database: an organization's contacts lie on the
 * server of its number modulo 2.
 */
final class Shards implements AutoCloseable {
    static final int NODES = 2;

    private static final String RULES = String.join(
            "\n",
            "databaseName: contactbook",
            "mode:",
            "  type: Standalone",
            "  repository:",
            "    type: Memory",
            "rules:",
            "- !SHARDING",
            "  tables:",
            "    contactbook_contact:",
            "      actualDataNodes: node_0.contactbook_contact, node_1.contactbook_contact",
            "    contactbook_counter:",
            "      actualDataNodes: node_0.contactbook_counter, node_1.contactbook_counter",
            "    contactbook_key:",
            "      actualDataNodes: node_0.contactbook_key, node_1.contactbook_key",
            "    contactbook_unique_key:",
            "      actualDataNodes: node_0.contactbook_unique_key, node_1.contactbook_unique_key",
            "  bindingTables:",
            "  - contactbook_contact, contactbook_counter, contactbook_key, contactbook_unique_key",
            "  defaultDatabaseStrategy:",
            "    standard:",
            "      shardingColumn: organization_id",
            "      shardingAlgorithmName: by_organization",
            "  shardingAlgorithms:",
            "    by_organization:",
            "      type: INLINE",
            "      props:",
            "        algorithm-expression: node_${organization_id % 2}",
            "- !BROADCAST",
            "  tables:",
            "  - contactbook_schema",
            "");

    private static final List<EmbeddedPostgres> SERVERS = new ArrayList<>();

    /** To be used again: ShardingSphere takes seconds to look at new ones. */
    private static final Deque<Shards> FREE = new ConcurrentLinkedDeque<>();

    private final List<HikariDataSource> nodes;
    private final DataSource whole;

    private final boolean usableAgain;

    private Shards(List<HikariDataSource> nodes, UnaryOperator<DataSource> between, boolean usableAgain) {
        this.nodes = nodes;
        this.usableAgain = usableAgain;
        Map<String, DataSource> sources = new LinkedHashMap<>();
        for (HikariDataSource node : nodes) {
            ContactSchema.migrate(node);
            sources.put("node_" + sources.size(), new Node(node.getJdbcUrl(), between.apply(node)));
        }
        try {
            whole = YamlShardingSphereDataSourceFactory.createDataSource(
                    sources, RULES.getBytes(StandardCharsets.UTF_8));
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Empty tables on both servers. */
    static Shards empty() {
        Shards free = FREE.poll();
        return free == null ? new Shards(freshDatabases(), node -> node, true) : free;
    }

    /** New tables on both servers, with something between ShardingSphere and each. */
    static Shards with(UnaryOperator<DataSource> between) {
        return new Shards(freshDatabases(), between, false);
    }

    /** New tables in databases of servers that a test looks after, whose pools soon give up. */
    static Shards in(List<String> urls) {
        List<HikariDataSource> nodes = new ArrayList<>();
        for (String url : urls) {
            HikariDataSource node = pool(url);
            node.setConnectionTimeout(1_000);
            nodes.add(node);
        }
        return new Shards(nodes, node -> node, false);
    }

    private static List<HikariDataSource> freshDatabases() {
        List<HikariDataSource> nodes = new ArrayList<>();
        String database = Postgres.freshName();
        for (EmbeddedPostgres server : servers()) {
            update(server.getPostgresDatabase(), "create database " + database);
            nodes.add(pool(server.getJdbcUrl("postgres", database)));
        }
        return nodes;
    }

    /**
     * ShardingSphere forgets the types with which values are bound: the custom fields, which are JSON, would be text.
     */
    private static HikariDataSource pool(String url) {
        return Postgres.pool(Postgres.with(url, "stringtype=unspecified"));
    }

    private static synchronized List<EmbeddedPostgres> servers() {
        try {
            while (SERVERS.size() < NODES) {
                SERVERS.add(Postgres.builder().setServerConfig("fsync", "off").start());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SERVERS;
    }

    /** On which node an organization's contacts lie. */
    static int nodeOf(long organizationId) {
        return (int) (organizationId % NODES);
    }

    /** What ShardingSphere makes of both. */
    DataSource whole() {
        return whole;
    }

    /** A store over both, which expects unique e-mails. */
    JdbcContactRepository store() {
        return JdbcContactRepository.builder(whole)
                .ids(TimeOrderedIds.ofNode(0))
                .sql(SqlFlavour.PORTABLE)
                .expectUniqueEmails()
                .build();
    }

    /** Makes e-mails of an organization unique, or not any more, on the server where they lie. */
    void useUniqueEmails(long organizationId, boolean on) {
        ContactSchema.useUniqueEmails(node(nodeOf(organizationId)), organizationId, on);
    }

    /** The server of a node itself. */
    HikariDataSource node(int node) {
        return nodes.get(node);
    }

    /** Recounts on each node, and empties the tables for the next one who asks for some. */
    @Override
    public void close() {
        for (HikariDataSource node : nodes) {
            assertThat(ContactSchema.verify(node)).isEmpty();
            update(node, "truncate contactbook_contact, contactbook_counter, contactbook_key, contactbook_unique_key");
        }
        if (usableAgain) {
            FREE.push(this);
        } else {
            nodes.forEach(HikariDataSource::close);
        }
    }

    /** A data source that says where its server is, which ShardingSphere asks for. */
    private static final class Node extends AbstractDriverBasedDataSource {
        private final DataSource target;

        Node(String url, DataSource target) {
            this.target = target;
            setUrl(url);
            setUsername("postgres");
            setPassword("");
        }

        @Override
        protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
            return target.getConnection();
        }
    }

    private static void update(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
