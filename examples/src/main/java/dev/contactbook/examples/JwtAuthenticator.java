package dev.contactbook.examples;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
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

/** Bearer tokens that are JWTs, signed by HS256: {@code sub} is the user, {@code organizations} are his organizations. */
public final class JwtAuthenticator implements Authenticator {
    private static final String ORGANIZATIONS = "organizations";
    private static final String SCHEME = "Bearer ";

    private final byte[] secret;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /**
     * Tokens signed with a secret.
     *
     * @param secret at least 32 bytes that nobody can guess
     */
    public JwtAuthenticator(byte[] secret) {
        this.secret = secret.clone();
        // The one algorithm there is: a token that names another one, "none" say, is refused whatever it says.
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.HS256, new ImmutableSecret<>(this.secret)));
        DefaultJWTClaimsVerifier<SecurityContext> claims =
                new DefaultJWTClaimsVerifier<>(null, Set.of("sub", "exp", ORGANIZATIONS));
        claims.setMaxClockSkew(0);
        processor.setJWTClaimsSetVerifier(claims);
    }

    /**
     * A token.
     *
     * @param user who it is for
     * @param expires from when on it is worth nothing
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
        try {
            JWTClaimsSet claims = processor.process(
                    credentials.get(0).substring(SCHEME.length()).strip(), null);
            if (!(claims.getClaim(ORGANIZATIONS) instanceof List<?> organizations)
                    || !organizations.stream().allMatch(Long.class::isInstance)) {
                return Optional.empty();
            }
            Set<Long> ids = organizations.stream().map(Long.class::cast).collect(Collectors.toSet());
            return Optional.of(new AuthenticatedUser(Long.parseLong(claims.getSubject()), ids));
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            return Optional.empty(); // no token, not ours, not any more, or of nobody who can be
        }
    }
}
