package dev.contactbook.it.rest.hostile;

import static dev.contactbook.it.rest.HostileRequest.create;
import static dev.contactbook.it.rest.HostileRequest.delete;
import static dev.contactbook.it.rest.HostileRequest.get;
import static dev.contactbook.it.rest.HostileRequest.patch;
import static dev.contactbook.it.rest.HostileRequest.search;
import static dev.contactbook.it.rest.Tokens.NOBODY;
import static dev.contactbook.it.rest.Tokens.SOREN;
import static dev.contactbook.it.rest.hostile.Samples.ADA;
import static dev.contactbook.it.rest.hostile.Samples.LIST;
import static dev.contactbook.it.rest.hostile.Samples.NO_HEADER;

import dev.contactbook.it.rest.HostileRequest;
import dev.contactbook.it.rest.HostileWorld;
import dev.contactbook.it.rest.Tokens;
import java.util.List;
import java.util.stream.Stream;

/** Credentials, tokens and organizations (contract §7). */
final class CredentialRequests {
    private CredentialRequests() {}

    static List<HostileRequest> table() {
        return Stream.of(credentials(), tokens(), organizations())
                .flatMap(List::stream)
                .toList();
    }

    private static List<HostileRequest> credentials() {
        String token = Tokens.of(Tokens.ADMIN);
        return List.of(
                get("/contacts/1").authorization(NO_HEADER).notAuthenticated(),
                get(LIST).authorization(NO_HEADER).notAuthenticated(),
                create(ADA).authorization(NO_HEADER).notAuthenticated(),
                search("{}").authorization(NO_HEADER).notAuthenticated(),
                patch("{'first_name':'Ada'}").authorization(NO_HEADER).notAuthenticated(),
                delete("/contacts/1").authorization(NO_HEADER).notAuthenticated(),
                get("/contacts/1").authorization("").notAuthenticated(),
                get("/contacts/1").authorization("Bearer").notAuthenticated(),
                get("/contacts/1").authorization("Bearer ").notAuthenticated(),
                get("/contacts/1").authorization(token).notAuthenticated(),
                get("/contacts/4").authorization("Bearer" + token).notAuthenticated(),
                get("/contacts/1").authorization("Basic " + token).notAuthenticated(),
                get("/contacts/1").authorization("Basic YWRtaW46YWRtaW4=").notAuthenticated(),
                get("/contacts/1").authorization("Token " + token).notAuthenticated(),
                get("/contacts/1")
                        .authorization("Bearer " + token, "Bearer " + token)
                        .notAuthenticated(),
                get("/contacts/1")
                        .authorization("Basic YWRtaW46YWRtaW4=", "Bearer " + token)
                        .notAuthenticated(),
                get("/contacts/1")
                        .authorization("Bearer " + token + ", Bearer " + token)
                        .notAuthenticated(),
                get("/contacts/1")
                        .authorization(NO_HEADER)
                        .header("Proxy-Authorization", "Bearer " + token)
                        .notAuthenticated(),
                get("/contacts/1")
                        .authorization(NO_HEADER)
                        .header("Cookie", "feathers-jwt=" + token)
                        .notAuthenticated(),
                get("/contacts/1?access_token=x").authorization(NO_HEADER).notAuthenticated(),
                get("/contacts/1").authorization("bearer " + token).answered(200, "\"id\":1,"),
                get("/contacts/1").authorization("BEARER " + token).answered(200, "\"id\":1,"),
                get("/contacts/4")
                        .authorization(NO_HEADER)
                        .header("authorization", "Bearer " + token)
                        .answered(200, "\"id\":4,"));
    }

    private static List<HostileRequest> tokens() {
        String valid = Tokens.of(Tokens.ADMIN);
        return List.of(
                bearer("null", "null"),
                bearer("undefined", "undefined"),
                bearer("a dot", "."),
                bearer("two dots", ".."),
                bearer("three dots", "..."),
                bearer("three letters", "a.b.c"),
                bearer("five letters", "a.b.c.d.e"),
                bearer("null for a header", "bnVsbA.e30.AAAA"),
                bearer("null for a header and nothing else", "bnVsbA..AAAA"),
                bearer("no ASCII", "\u00e9.\u00e9.\u00e9"),
                bearer("empty objects", "e30.e30.e30"),
                bearer("empty lists", "W10.W10.W10"),
                bearer("100,000 letters", "x".repeat(100_000)),
                bearer("an expired token", Tokens.expired()),
                bearer("a token signed with another key", Tokens.forged()),
                bearer("a token whose claims were changed", Tokens.tampered()),
                bearer("a token with more", valid + "x"),
                bearer("a token with less", valid.substring(1)),
                bearer("a token with an empty signature", valid.replaceAll("[^.]*$", "")),
                bearer("a token without a signature", valid.replaceAll("[.][^.]*$", "")),
                header("{'alg':'none'}", ""),
                header("{'alg':'None'}", ""),
                header("{'alg':'nOnE','typ':'JWT'}", ""),
                header("{'alg':'none','x':'signed'}", "HmacSHA256"),
                header("{'alg':'HS256','x':'unsigned'}", ""),
                header("{'alg':''}", "HmacSHA256"),
                header("{'alg':null}", "HmacSHA256"),
                header("{'alg':['HS256']}", "HmacSHA256"),
                header("{}", "HmacSHA256"),
                header("[]", "HmacSHA256"),
                header("{", "HmacSHA256"),
                header("[".repeat(5_000), "HmacSHA256"),
                header("{'alg':'HS384'}", "HmacSHA384"),
                header("{'alg':'HS512'}", "HmacSHA512"),
                header("{'alg':'RS256'}", "HmacSHA256"),
                header("{'alg':'HS256','crit':['x'],'x':1}", "HmacSHA256"),
                header("null", "HmacSHA256"),
                claims("null"),
                claims("{}"),
                claims("[]"),
                claims("text"),
                claims("{'sub':'789','organizations':[456]}"),
                claims("{'organizations':[456],'exp':TOMORROW}"),
                claims("{'sub':'789','exp':TOMORROW}"),
                claims("{'sub':null,'organizations':[456],'exp':TOMORROW}"),
                claims("{'sub':'','organizations':[456],'exp':TOMORROW}"),
                claims("{'sub':'admin','organizations':[456],'exp':TOMORROW}"),
                claims("{'sub':'0','organizations':[456],'exp':TOMORROW}"),
                claims("{'sub':'99999999999999999999','organizations':[456],'exp':TOMORROW}"),
                claims("{'sub':'789','organizations':456,'exp':TOMORROW}"),
                claims("{'sub':'789','organizations':'456','exp':TOMORROW}"),
                claims("{'sub':'789','organizations':['456'],'exp':TOMORROW}"),
                claims("{'sub':'789','organizations':[null],'exp':TOMORROW}"),
                claims("{'sub':'789','organizations':null,'exp':TOMORROW}"),
                claims("{'sub':'789','organizations':[456,0],'exp':TOMORROW}"),
                claims("{'sub':'789','organizations':[456.5],'exp':TOMORROW}"),
                claims("{'sub':'789','organizations':[456],'exp':'TOMORROW'}"),
                claims("{'sub':'789','organizations':[456],'exp':0}"),
                claims("{'sub':'789','organizations':[456],'exp':TOMORROW,'nbf':TOMORROW}"),
                claims("{'sub':'789','organizations':[456],'exp':TOMORROW}").answered(200, "\"id\":1,"));
    }

    private static HostileRequest bearer(String something, String token) {
        return get("/contacts/1").bearer(something, token).notAuthenticated();
    }

    private static HostileRequest header(String header, String algorithm) {
        return bearer("with header " + header, Tokens.withHeader(header.replace('\'', '"'), algorithm));
    }

    private static HostileRequest claims(String claims) {
        return bearer("with claims " + claims, Tokens.withClaims(claims.replace('\'', '"')));
    }

    private static List<HostileRequest> organizations() {
        return List.of(
                get("/contacts").invalidQuery("organization_id"),
                get("/contacts?").invalidQuery("organization_id"),
                get("/contacts?organization_id").invalidQuery("organization_id"),
                get("/contacts?organization_id=").invalidQuery("organization_id"),
                get("/contacts?organization_id=abc").invalidQuery("organization_id"),
                get("/contacts?organization_id=null").invalidQuery("organization_id"),
                get("/contacts?organization_id=0").invalidQuery("organization_id"),
                get("/contacts?organization_id=-456").invalidQuery("organization_id"),
                get("/contacts?organization_id=0456").invalidQuery("organization_id"),
                get("/contacts?organization_id=+456").invalidQuery("organization_id"),
                get("/contacts?organization_id=%2B456").invalidQuery("organization_id"),
                get("/contacts?organization_id=456%20").invalidQuery("organization_id"),
                get("/contacts?organization_id=456%00").invalidQuery("organization_id"),
                get("/contacts?organization_id=456.0").invalidQuery("organization_id"),
                get("/contacts?organization_id=4.56e2").invalidQuery("organization_id"),
                get("/contacts?organization_id=0x1c8").invalidQuery("organization_id"),
                get("/contacts?organization_id=%EF%BC%94%EF%BC%95%EF%BC%96").invalidQuery("organization_id"),
                get("/contacts?organization_id=456,457").invalidQuery("organization_id"),
                get("/contacts?organization_id=9007199254740992").invalidQuery("organization_id"),
                get("/contacts?organization_id=18446744073709552072").invalidQuery("organization_id"), // 456 + 2^64
                get("/contacts?organization_id=" + "9".repeat(100_000)).invalidQuery("organization_id"),
                get("/contacts?organization_id[]=456").invalidQuery("organization_id"),
                get("/contacts?organization_id[0]=456").invalidQuery("organization_id"),
                get("/contacts?organization_id[$ne]=1").invalidQuery("organization_id"),
                get("/contacts?organization_id[$in][]=456&organization_id[$in][]=457")
                        .invalidQuery("organization_id"),
                get("/contacts?organization_id=456&organization_id=457").invalidQuery("organization_id"),
                get("/contacts?organization_id=456&organization_id=456").invalidQuery("organization_id"),
                get("/contacts?organization_id=456&organization_id[$ne]=1").invalidQuery("organization_id"),
                get("/contacts?ORGANIZATION_ID=456").invalidQuery("organization_id", "ORGANIZATION_ID"),
                get("/contacts?organizationId=456").invalidQuery("organization_id", "organizationId"),
                get("/contacts?organization_id=457").forbidden(),
                get("/contacts?organization_id=458").forbidden(),
                get("/contacts?organization_id=9007199254740991").forbidden(),
                get("/contacts?organization_id=458").as(SOREN).forbidden(),
                get("/contacts?organization_id=456").as(NOBODY).forbidden(),
                get("/contacts?organization_id=457").as(SOREN).answered(200, HostileWorld.SECRET),
                get("/contacts?%6Frganization_id=4%356").answered(200, "\"total\":2,"));
    }
}
