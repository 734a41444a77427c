package dev.contactbook.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.contactbook.examples.JwtAuthenticator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Texts that are no tokens, and the authenticator of the examples. */
class JwtAuthenticatorTest {
    private static final int TEXTS = 20_000;

    /** What JSON can be, where Nimbus expects an object of its own, and what it may name in one. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1.5e999",
            "\"\"",
            "\"HS256\"",
            "\"none\"",
            "\"dir\"",
            "\"A256GCM\"",
            "\"x\"",
            "[]",
            "[null]",
            "[\"x\"]",
            "[\"b64\"]",
            "{}",
            "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
            "{\"kty\":null}",
            "\"\\ud800\"",
            "1".repeat(400));

    private static final List<String> NAMES = Stream.of(
                    "alg enc zip typ cty crit b64 kid jwk jku x5u x5c x5t x5t#S256 epk apu apv p2s p2c iv tag skid"
                            .split(" ", -1),
                    "iss sub aud exp nbf iat jti organizations".split(" ", -1))
            .flatMap(Stream::of)
            .toList();

    private final Random random = new Random(seed());

    private static long seed() {
        long seed = Long.getLong("contactbook.tokens.seed", System.nanoTime());
        System.out.println("contactbook.tokens.seed=" + seed);
        return seed;
    }

    @Test
    @Tag("7.44")
    void a_text_that_is_no_token_is_nobodys_and_nothing_is_thrown() {
        for (int i = 0; i < TEXTS; i++) {
            String text = text();

            assertThat(Tokens.AUTHENTICATOR.authenticate(headers(text)))
                    .as(text)
                    .isEmpty();
        }
    }

    /** A key that is too short for the algorithm stands for all that may be wrong with a host's keys. */
    @Test
    @Tag("7.44")
    void that_the_hosts_key_does_not_work_is_not_taken_for_a_wrong_token() {
        JwtAuthenticator broken = new JwtAuthenticator(new byte[] {1, 2, 3});

        assertThatIllegalStateException()
                .isThrownBy(() -> broken.authenticate(headers(Tokens.of(Tokens.ADMIN))))
                .withMessage("Tokens cannot be verified");
        assertThat(broken.authenticate(headers("bnVsbA.e30.AAAA"))).isEmpty();
    }

    private static Map<String, List<String>> headers(String token) {
        return Map.of("Authorization", List.of("Bearer " + token));
    }

    /** Parts of JSON, of a token that is worth something, and of nothing, in Base64 and not. */
    private String text() {
        String[] valid = Tokens.of(Tokens.ADMIN).split("\\.", -1);
        List<String> parts = new ArrayList<>();
        int count = random.nextInt(8) == 0 ? random.nextInt(7) : 3;
        for (int i = 0; i < count; i++) {
            parts.add(
                    switch (random.nextInt(6)) {
                        case 0 -> "";
                        case 1 -> "AAAA";
                        case 2 -> i == 0 ? valid[0] : "e30";
                        case 3 -> base64(one(VALUES));
                        default -> base64(object());
                    });
        }
        return String.join(".", parts);
    }

    private String object() {
        String members = Stream.generate(() -> "\"" + one(NAMES) + "\":" + one(VALUES))
                .limit(random.nextInt(4))
                .collect(Collectors.joining(","));
        String algorithm = random.nextBoolean() ? "\"alg\":\"HS256\"" : "\"alg\":\"dir\",\"enc\":\"A256GCM\"";
        String all = random.nextBoolean()
                ? "{" + members + "}"
                : "{" + algorithm + (members.isEmpty() ? "" : ",") + members + "}";
        return random.nextInt(20) == 0 ? all.substring(random.nextInt(all.length())) : all;
    }

    private String one(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
