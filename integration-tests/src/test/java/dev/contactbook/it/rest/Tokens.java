package dev.contactbook.it.rest;

import dev.contactbook.examples.JwtAuthenticator;
import dev.contactbook.rest.AuthenticatedUser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Users, their tokens, and invalid tokens. */
public final class Tokens {
    /** Works in organization 456. */
    public static final AuthenticatedUser ADMIN = new AuthenticatedUser(789, Set.of(456L));

    /** Works in 456 and in 457. */
    public static final AuthenticatedUser SOREN = new AuthenticatedUser(791, Set.of(456L, 457L));

    /** Works nowhere. */
    public static final AuthenticatedUser NOBODY = new AuthenticatedUser(792, Set.of());

    public static final JwtAuthenticator AUTHENTICATOR = new JwtAuthenticator(key("the one that the host has"));

    private static final Instant TOMORROW = Instant.now().plus(Duration.ofDays(1));
    private static final String CLAIMS =
            "{\"sub\":\"789\",\"organizations\":[456],\"exp\":" + TOMORROW.getEpochSecond() + "}";

    private Tokens() {}

    public static String of(AuthenticatedUser user) {
        return AUTHENTICATOR.token(user, TOMORROW);
    }

    public static String expired() {
        return AUTHENTICATOR.token(ADMIN, Instant.now().minusSeconds(2));
    }

    /** A valid one of the admin's, but for the key. */
    public static String forged() {
        return new JwtAuthenticator(key("one that somebody made up")).token(ADMIN, TOMORROW);
    }

    /**
     * A header and the admin's claims, signed by the host's key as the algorithm of the JDK says; unsigned where it is
     * empty.
     */
    public static String withHeader(String header, String algorithm) {
        return signed(header, CLAIMS, algorithm);
    }

    /** Returns a token with these claims, signed like the host does it. It expires tomorrow. */
    public static String withClaims(String claims) {
        String all = claims.replace("TOMORROW", Long.toString(TOMORROW.getEpochSecond()));
        return signed("{\"alg\":\"HS256\"}", all, "HmacSHA256");
    }

    /** The admin's token, with claims that its signature is not for. */
    public static String tampered() {
        String[] parts = of(ADMIN).split("\\.", -1);
        return parts[0] + "." + base64(CLAIMS.replace("456", "457").getBytes(StandardCharsets.UTF_8)) + "." + parts[2];
    }

    private static String signed(String header, String claims, String algorithm) {
        String content =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        if (algorithm.isEmpty()) {
            return content + ".";
        }
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key("the one that the host has"), algorithm));
            return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** 64 bytes: long enough for each of the algorithms. */
    private static byte[] key(String text) {
        return text.repeat(3).substring(0, 64).getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
