package dev.contactbook.examples;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.rest.Authenticator;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Accepts JWTs, signed with HS256, as bearer tokens. The claim {@code sub} is the user's id, and {@code organizations}
 * lists the ids of the user's organizations.
 */
public final class JwtAuthenticator implements Authenticator {
    private static final String ORGANIZATIONS = "organizations";
    private static final String SCHEME = "Bearer ";

    private final byte[] secret;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /**
     * Creates an authenticator for tokens that are signed with a secret.
     *
     * @param secret at least 32 random bytes
     */
    public JwtAuthenticator(byte[] secret) {
        this.secret = secret.clone();
        // The only accepted algorithm. A token that names another one, such as "none", is rejected.
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.HS256, new ImmutableSecret<>(this.secret)));
        DefaultJWTClaimsVerifier<SecurityContext> claims =
                new DefaultJWTClaimsVerifier<>(null, Set.of("sub", "exp", ORGANIZATIONS));
        claims.setMaxClockSkew(0);
        processor.setJWTClaimsSetVerifier(claims);
    }

    /**
     * Creates a token.
     *
     * @param user the user it is for
     * @param expires when it becomes invalid
     * @return the token, without a scheme
     */
    public String token(AuthenticatedUser user, Instant expires) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(Long.toString(user.id()))
                .claim(ORGANIZATIONS, List.copyOf(user.organizationIds()))
                .expirationTime(Date.from(expires))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException("Tokens cannot be signed", e);
        }
        return token.serialize();
    }

    @Override
    public Optional<AuthenticatedUser> authenticate(Map<String, List<String>> headers) {
        List<String> credentials = headers.getOrDefault("Authorization", List.of());
        if (credentials.size() != 1 || !credentials.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return parsed(credentials.get(0).substring(SCHEME.length()).strip())
                .flatMap(this::verified)
                .flatMap(JwtAuthenticator::user);
    }

    /**
     * Returns the token that a text is, empty if it is none. For some texts Nimbus throws unchecked exceptions: a
     * header {@code null} is a NullPointerException. Only the text can cause them here.
     */
    private static Optional<JWT> parsed(String text) {
        try {
            JWT token = JWTParser.parse(text);
            return Optional.ofNullable(token.getJWTClaimsSet()).map(claims -> token);
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the claims of a valid token, empty for any other. A key that fails is an error of the host, not of the
     * token.
     */
    private Optional<JWTClaimsSet> verified(JWT token) {
        try {
            return Optional.of(processor.process(token, null));
        } catch (BadJOSEException e) {
            return Optional.empty();
        } catch (JOSEException e) {
            throw new IllegalStateException("Tokens cannot be verified", e);
        }
    }

    /** Returns the user in the claims, empty if they describe none. */
    private static Optional<AuthenticatedUser> user(JWTClaimsSet claims) {
        if (!(claims.getClaim(ORGANIZATIONS) instanceof List<?> organizations)
                || !organizations.stream().allMatch(Long.class::isInstance)) {
            return Optional.empty();
        }
        Set<Long> ids = organizations.stream().map(Long.class::cast).collect(Collectors.toSet());
        try {
            return Optional.of(new AuthenticatedUser(Long.parseLong(claims.getSubject()), ids));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
