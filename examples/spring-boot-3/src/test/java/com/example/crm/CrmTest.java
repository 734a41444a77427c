package com.example.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.jdbc.JdbcContactRepository;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class CrmTest {
    private static final byte[] SECRET = "a secret of tests of thirty-two b".getBytes(StandardCharsets.UTF_8);

    @TestConfiguration
    static class Servers {
        @Bean(destroyMethod = "close")
        EmbeddedPostgres postgres() throws IOException {
            return EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start();
        }

        @Bean
        DataSource dataSource(EmbeddedPostgres postgres) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
            return pool;
        }

        @Bean
        JwtDecoder jwtDecoder() {
            return NimbusJwtDecoder.withSecretKey(new SecretKeySpec(SECRET, "HmacSHA256"))
                    .build();
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    JdbcContactRepository repository;

    @Autowired
    Contacts contacts;

    @Autowired
    Deals deals;

    @Autowired
    JdbcTemplate sql;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void flyway_creates_the_tables_before_the_store_looks_for_them() {
        assertThat(sql.queryForList(
                        "select version from flyway_schema_history order by installed_rank", String.class))
                .containsExactly("1", "2");
    }

    @Test
    void a_contact_is_committed_and_rolled_back_with_a_deal() {
        Caller me = Caller.user(789).inOrganization(1);
        long ada = deals.open(me, "Engine", "Ada", "ada@example.com").id();
        assertThat(deals.welcomed()).contains(ada);
        int welcomed = deals.welcomed().size();

        assertThatThrownBy(() -> deals.open(me, null, "Eve", "eve@example.com")).hasMessageContaining("title");

        assertThat(contacts.list(me, ContactQuery.page()).total()).hasValue(1);
        assertThat(sql.queryForObject("select count(*) from deal where contact_id = ?", Long.class, ada))
                .isEqualTo(1);
        assertThat(deals.welcomed()).hasSize(welcomed);
    }

    @Test
    void the_rest_api_answers_below_a_path_of_the_host() throws Exception {
        String token = token("auth0|ada", "acme");
        long acme = repository.numberedIds("tenant").numberOf("acme");
        String path = "/api/contacts?organization_id=" + acme;
        HttpResponse<String> created =
                send("POST", "/api/contacts", token, "{\"organization_id\":" + acme + ",\"first_name\":\"Ada\"}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);

        assertThat(get(path + "&first_name[$startsWith]=ad", token)).contains("\"total\":1");
        assertThat(send("GET", path + "&first_name%5B$startsWith%5D=ad", token, "").body())
                .contains("\"total\":1");
        assertThat(send("GET", "/api/contacts/99", token, "").statusCode()).isEqualTo(404);
        assertThat(send("GET", path, token("auth0|eve", "other"), "").statusCode()).isEqualTo(403);
    }

    @Test
    void a_request_without_a_token_is_answered_as_documented() throws Exception {
        HttpResponse<String> refused = send("GET", "/api/contacts", null, "");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("\"className\":\"not-authenticated\"");
    }

    @Test
    void a_controller_of_the_host_gets_the_caller_and_answers_problems() throws Exception {
        String token = token("auth0|ada", "deals");

        HttpResponse<String> opened =
                send("POST", "/deals?title=Engine&firstName=Ada&email=ada@example.com", token, "");
        HttpResponse<String> invalid = send("POST", "/deals?title=Engine&firstName=Ada&email=ada", token, "");

        assertThat(opened.body()).contains("\"first_name\":\"Ada\"");
        assertThat(invalid.statusCode()).isEqualTo(400);
        assertThat(invalid.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(invalid.body()).contains("\"email\":\"Invalid email format\"");
    }

    private HttpResponse<String> send(String method, String path, String token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** By hand, because the client of the JDK takes no raw brackets. */
    private String get(String path, String token) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String token(String subject, String tenant) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject(subject)
                        .claim("tenant", tenant)
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build());
        token.sign(new MACSigner(SECRET));
        return token.serialize();
    }
}
