package dev.contactbook.it.rest;

import static dev.contactbook.it.rest.Row.create;
import static dev.contactbook.it.rest.Row.delete;
import static dev.contactbook.it.rest.Row.get;
import static dev.contactbook.it.rest.Row.patch;
import static dev.contactbook.it.rest.Row.row;
import static dev.contactbook.it.rest.Row.search;
import static dev.contactbook.it.rest.Tokens.NOBODY;
import static dev.contactbook.it.rest.Tokens.SOREN;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.rest.ContactsEndpoint;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Requests that nobody should send, and what they get (contract §5, §7). Those that are answered stand beside the
 * refused ones that they are nearly the same as, and show where the line is. {@link World} says who is who.
 */
final class HostileRequests {
    private static final String LIST = "/contacts?organization_id=456";
    private static final String ADA = "{'organization_id':456,'first_name':'Ada'}";
    private static final String[] NO_HEADER = {};

    /** As much of contact 1 as cursors hold. */
    private static final Contact JOHN = Contacts.builder(new InMemoryContactRepository())
            .build()
            .create(Caller.system(456), c -> c.firstName("John"));

    private HostileRequests() {}

    static List<Row> table() {
        return Stream.of(
                        paths(),
                        ids(),
                        methods(),
                        serviceMethods(),
                        credentials(),
                        tokens(),
                        organizations(),
                        limits(),
                        sorts(),
                        selects(),
                        cursors(),
                        cursorsInJson(),
                        totals(),
                        unknownKeys(),
                        filters(),
                        filtersInJson(),
                        queryStrings(),
                        queriesOfOne(),
                        filtersOfOne(),
                        bodiesOfGet(),
                        contentTypes(),
                        encodings(),
                        malformedJson(),
                        sizes(),
                        creates(),
                        customFields(),
                        patches(),
                        searches(),
                        injections(),
                        twoMistakes())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> paths() {
        return List.of(
                get("").pathNotFound(),
                get("/").pathNotFound(),
                get("*").pathNotFound(),
                get("/contact").pathNotFound(),
                get("/contacts2").pathNotFound(),
                get("/Contacts").pathNotFound(),
                get("/CONTACTS/1").pathNotFound(),
                get("/api/contacts").pathNotFound(),
                get("/contacts/1/notes").pathNotFound(),
                get("/contacts/1/../1").pathNotFound(),
                get("/../contacts").pathNotFound(),
                get("/./contacts").pathNotFound(),
                get("/contacts;v=1").pathNotFound(),
                get("\\contacts").pathNotFound(),
                get("/ contacts").pathNotFound(),
                get("/%20contacts").pathNotFound(),
                get("/contacts%00").pathNotFound(),
                get("/contacts%2F1").pathNotFound(),
                get("/%2Fcontacts").pathNotFound(),
                get("/%2563ontacts").pathNotFound(),
                get("http://example.com/contacts").pathNotFound(),
                get("/contacts/%").pathNotFound(),
                get("/contacts/1%").pathNotFound(),
                get("/contacts/%3").pathNotFound(),
                get("/contacts/%zz").pathNotFound(),
                get("/contacts/%-1").pathNotFound(),
                get("/contacts/%u0031").pathNotFound(),
                get("/contacts/%FF").pathNotFound(),
                get("/contacts/%C3%28").pathNotFound(),
                get("/contacts/%C0%B1").pathNotFound(), // overlong 1
                get("/contacts/%C0%AF").pathNotFound(), // overlong slash
                get("/contacts/%ED%A0%80").pathNotFound(), // a surrogate
                get("/contacts/%F4%90%80%80").pathNotFound(), // beyond Unicode
                get("/contacts/\ud800").pathNotFound(),
                get("/contacts/%FE%FF%00%31").pathNotFound(), // UTF-16
                get("/" + "contacts/".repeat(10_000)).pathNotFound(),
                get("//contacts//1/").answered(200, "\"id\":1,"),
                get("/%63ontacts/%31").answered(200, "\"id\":1,"),
                get("/contacts/?organization_id=456").answered(200, "\"total\":2,"));
    }

    private static List<Row> ids() {
        return List.of(
                get("/contacts/0").notFound("0"),
                get("/contacts/-1").notFound("-1"),
                get("/contacts/-0").notFound("-0"),
                get("/contacts/01").notFound("01"),
                get("/contacts/+1").notFound("+1"),
                get("/contacts/%2B1").notFound("+1"),
                get("/contacts/1.0").notFound("1.0"),
                get("/contacts/1e0").notFound("1e0"),
                get("/contacts/0x1").notFound("0x1"),
                get("/contacts/1L").notFound("1L"),
                get("/contacts/1_0").notFound("1_0"),
                get("/contacts/1,4").notFound("1,4"),
                get("/contacts/%201").notFound(" 1"),
                get("/contacts/1%20").notFound("1 "),
                get("/contacts/1%0A").notFound("1\n"),
                get("/contacts/%EF%BC%91").notFound("\uff11"), // a full-width 1
                get("/contacts/%D9%A1").notFound("\u0661"), // an Arabic 1
                get("/contacts/1%00").notFound("1\u0000"),
                get("/contacts/%00").notFound("\u0000"),
                get("/contacts/1%2F").notFound("1/"),
                get("/contacts/1%2F2").notFound("1/2"),
                get("/contacts/%2531").notFound("%31"),
                get("/contacts/.").notFound("."),
                get("/contacts/..").notFound(".."),
                get("/contacts/%2e%2e%2fcontacts%2f1").notFound("../contacts/1"),
                get("/contacts/1;v=1").notFound("1;v=1"),
                get("/contacts/NaN").notFound("NaN"),
                get("/contacts/null").notFound("null"),
                get("/contacts/undefined").notFound("undefined"),
                get("/contacts/[object%20Object]").notFound("[object Object]"),
                get("/contacts/9007199254740991").notFound("9007199254740991"),
                get("/contacts/9007199254740992").notFound("9007199254740992"),
                get("/contacts/9223372036854775807").notFound("9223372036854775807"),
                get("/contacts/18446744073709551617").notFound("18446744073709551617"), // 1 + 2^64
                get("/contacts/" + "9".repeat(100_000)).notFound("9".repeat(100)),
                get("/contacts/" + "\ud83d\ude00".repeat(101)).notFound("\ud83d\ude00".repeat(100)),
                get("/contacts/99").notFound("99"),
                get("/contacts/2").notFound("2"),
                get("/contacts/3").notFound("3"),
                get("/contacts/1").as(NOBODY).notFound("1"),
                get("/contacts/3").as(SOREN).answered(200, World.SECRET),
                patch("/contacts/99", "{}").notFound("99"),
                patch("/contacts/2", "{'first_name':'Back'}").notFound("2"),
                patch("/contacts/3", "{'first_name':'Mine'}").notFound("3"),
                patch("/contacts/01", "{'first_name':'Ada'}").notFound("01"),
                delete("/contacts/99").notFound("99"),
                delete("/contacts/2").notFound("2"),
                delete("/contacts/3").notFound("3"),
                delete("/contacts/1e0").notFound("1e0"),
                delete("/contacts/1").as(NOBODY).notFound("1"));
    }

    private static List<Row> methods() {
        return List.of(
                row("PUT", "/contacts").notSupported("update"),
                row("PUT", "/contacts/1").json(ADA).notSupported("update"),
                row("POST", "/contacts/1").json(ADA).notAllowed(),
                row("POST", "/contacts/1")
                        .json(ADA)
                        .header("X-Service-Method", "search")
                        .notAllowed(),
                row("PATCH", "/contacts").json("{'first_name':'All'}").notAllowed(),
                row("PATCH", "/contacts/").json("{'first_name':'All'}").notAllowed(),
                row("DELETE", "/contacts").notAllowed(),
                row("DELETE", "/contacts?organization_id=456").notAllowed(),
                row("OPTIONS", "/contacts").notAllowed(),
                row("OPTIONS", "/contacts/1").notAllowed(),
                row("TRACE", "/contacts").notAllowed(),
                row("CONNECT", "/contacts/1").notAllowed(),
                row("PROPFIND", "/contacts/1").notAllowed(),
                row("get", "/contacts/1").notAllowed(),
                row("Post", "/contacts").json(ADA).notAllowed(),
                row("", "/contacts").notAllowed(),
                row("GET ", "/contacts").notAllowed(),
                row("DELETE", "/contacts/1")
                        .header("X-HTTP-Method-Override", "PUT")
                        .answered(200, "\"id\":1,"),
                row("GET", LIST).header("X-HTTP-Method-Override", "DELETE").answered(200, "\"total\":2,"),
                row("HEAD", "/nowhere").pathNotFound(),
                row("HEAD", "/contacts/99").notFound("99"),
                row("HEAD", "/contacts").invalidQuery("organization_id"),
                row("HEAD", LIST).authorization().notAuthenticated(),
                row("HEAD", "/contacts?organization_id=457").forbidden(),
                row("HEAD", "/contacts/1").json("[]").invalidJson(),
                row("HEAD", "/contacts/1").answered(200),
                row("HEAD", LIST).answered(200));
    }

    private static List<Row> serviceMethods() {
        return List.of(
                create(ADA).header("X-Service-Method", "create").notSupported("create"),
                create(ADA).header("X-Service-Method", "find").notSupported("find"),
                create(ADA).header("X-Service-Method", "remove").notSupported("remove"),
                create(ADA).header("X-Service-Method", "Search").notSupported("Search"),
                create(ADA).header("X-Service-Method", "SEARCH").notSupported("SEARCH"),
                create(ADA).header("X-Service-Method", " search").notSupported(" search"),
                create(ADA).header("X-Service-Method", "search\u0000").notSupported("search\u0000"),
                create(ADA).header("X-Service-Method", "search", "search").notSupported("search, search"),
                create(ADA).header("X-Service-Method", "", "search").notSupported(", search"),
                create(ADA).header("X-Service-Method", "toString").notSupported("toString"),
                create(ADA).header("X-Service-Method", "__proto__").notSupported("__proto__"),
                create(ADA).header("X-Service-Method", "<script>").notSupported("<script>"),
                create(ADA).header("X-Service-Method", "x\r\nSet-Cookie: a=b").notSupported("x\r\nSet-Cookie: a=b"),
                create(ADA).header("X-Service-Method", "x".repeat(101)).notSupported("x".repeat(100)),
                create(ADA).header("x-service-method", "nope").notSupported("nope"),
                create(ADA).header("X-Service-Method", "").answered(201, "\"id\":5,"),
                get("/contacts/1").header("X-Service-Method", "nope").answered(200, "\"id\":1,"),
                get(LIST).header("X-Service-Method", "search").answered(200, "\"total\":2,"),
                patch("{}").header("X-Service-Method", "search").answered(200, "\"id\":1,"),
                delete("/contacts/1").header("X-Service-Method", "nope").answered(200, "\"id\":1,"));
    }

    private static List<Row> credentials() {
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

    private static List<Row> tokens() {
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

    private static Row bearer(String something, String token) {
        return get("/contacts/1").bearer(something, token).notAuthenticated();
    }

    private static Row header(String header, String algorithm) {
        return bearer("with header " + header, Tokens.withHeader(header.replace('\'', '"'), algorithm));
    }

    private static Row claims(String claims) {
        return bearer("with claims " + claims, Tokens.withClaims(claims.replace('\'', '"')));
    }

    private static List<Row> organizations() {
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
                get("/contacts?organization_id=457").as(SOREN).answered(200, World.SECRET),
                get("/contacts?%6Frganization_id=4%356").answered(200, "\"total\":2,"));
    }

    private static List<Row> limits() {
        return List.of(
                get(LIST + "&$limit=-1").invalidQuery("$limit"),
                get(LIST + "&$limit=1.5").invalidQuery("$limit"),
                get(LIST + "&$limit=10.0").invalidQuery("$limit"),
                get(LIST + "&$limit=1e3").invalidQuery("$limit"),
                get(LIST + "&$limit=abc").invalidQuery("$limit"),
                get(LIST + "&$limit=NaN").invalidQuery("$limit"),
                get(LIST + "&$limit=Infinity").invalidQuery("$limit"),
                get(LIST + "&$limit=true").invalidQuery("$limit"),
                get(LIST + "&$limit=null").invalidQuery("$limit"),
                get(LIST + "&$limit=00").invalidQuery("$limit"),
                get(LIST + "&$limit=-0").invalidQuery("$limit"),
                get(LIST + "&$limit=05").invalidQuery("$limit"),
                get(LIST + "&$limit=+5").invalidQuery("$limit"),
                get(LIST + "&$limit=0x5").invalidQuery("$limit"),
                get(LIST + "&$limit=%225%22").invalidQuery("$limit"),
                get(LIST + "&$limit[]=5").invalidQuery("$limit"),
                get(LIST + "&$limit[$gt]=5").invalidQuery("$limit"),
                get(LIST + "&$limit=5&$limit=6").invalidQuery("$limit"),
                get(LIST + "&$limit=-" + "9".repeat(100_000)).invalidQuery("$limit"),
                get(LIST + "&$limit=0").answered(200, "\"total\":2,\"limit\":0,\"skip\":0,\"data\":[]"),
                get(LIST + "&$limit=1000").answered(200, "\"limit\":1000,"),
                get(LIST + "&$limit=1001").answered(200, "\"limit\":1000,"),
                get(LIST + "&$limit=9223372036854775808").answered(200, "\"limit\":1000,"),
                get(LIST + "&$limit=" + "9".repeat(100_000)).answered(200, "\"limit\":1000,"),
                get(LIST + "&$limit=").answered(200, "\"limit\":10,"),
                get(LIST + "&$skip=-1").invalidQuery("$skip"),
                get(LIST + "&$skip=0.5").invalidQuery("$skip"),
                get(LIST + "&$skip=1e1").invalidQuery("$skip"),
                get(LIST + "&$skip=abc").invalidQuery("$skip"),
                get(LIST + "&$skip[]=1").invalidQuery("$skip"),
                get(LIST + "&$skip=2147483648").invalidQuery("$skip"),
                get(LIST + "&$skip=4294967296").invalidQuery("$skip"),
                get(LIST + "&$skip=" + "9".repeat(100_000)).invalidQuery("$skip"),
                get(LIST + "&$skip=2147483647").answered(200, "\"skip\":2147483647,\"data\":[]"),
                get(LIST + "&$skip=").answered(200, "\"skip\":0,"),
                get(LIST + "&$limit=x&$skip=y").invalidQuery("$limit", "$skip"));
    }

    private static List<Row> sorts() {
        return List.of(
                get(LIST + "&$sort=created_at").invalidQuery("$sort"),
                get(LIST + "&$sort=-created_at").invalidQuery("$sort"),
                get(LIST + "&$sort=%7B%22created_at%22:-1%7D").invalidQuery("$sort"),
                get(LIST + "&$sort[]=created_at").invalidQuery("$sort.0"),
                get(LIST + "&$sort[nope]=1").invalidQuery("$sort.nope"),
                get(LIST + "&$sort[]=1").invalidQuery("$sort.0"),
                get(LIST + "&$sort[owner]=1").invalidQuery("$sort.owner"),
                get(LIST + "&$sort[Created_At]=1").invalidQuery("$sort.Created_At"),
                get(LIST + "&$sort[__proto__]=1").invalidQuery("$sort.__proto__"),
                get(LIST + "&$sort[custom_fields_by_name]=1").invalidQuery("$sort.custom_fields_by_name"),
                get(LIST + "&$sort[custom_fields_by_name.Industry]=1")
                        .invalidQuery("$sort.custom_fields_by_name.Industry"),
                get(LIST + "&$sort[1]=1").invalidQuery("$sort.1"),
                get(LIST + "&$sort[id%20desc;--]=1").invalidQuery("$sort.id desc;--"),
                get(LIST + "&$sort[(select%20sleep(9))]=1").invalidQuery("$sort.(select sleep(9))"),
                get(LIST + "&$sort[" + "x".repeat(101) + "]=1").invalidQuery("$sort." + "x".repeat(100)),
                get(LIST + "&$sort[created_at]=2").invalidQuery("$sort.created_at"),
                get(LIST + "&$sort[created_at]=0").invalidQuery("$sort.created_at"),
                get(LIST + "&$sort[created_at]=").invalidQuery("$sort.created_at"),
                get(LIST + "&$sort[created_at]=asc").invalidQuery("$sort.created_at"),
                get(LIST + "&$sort[created_at]=1.0").invalidQuery("$sort.created_at"),
                get(LIST + "&$sort[created_at]=+1").invalidQuery("$sort.created_at"),
                get(LIST + "&$sort[created_at][$gt]=1").invalidQuery("$sort.created_at"),
                get(LIST + "&$sort[id]=1&$sort[id]=-1").invalidQuery("$sort.id"),
                get(LIST + "&$sort[id]=1&$sort=-1").invalidQuery("$sort"),
                get(LIST + "&" + sortKeys(9)).invalidQuery("$sort"),
                get(LIST + "&" + sortKeys(8)).answered(200, "\"total\":2,"),
                get(LIST + "&$sort=").answered(200, "\"total\":2,"),
                get(LIST + "&%24sort%5Bid%5D=-1").answered(200, "\"data\":[{\"id\":4,"));
    }

    private static String sortKeys(int count) {
        return Stream.of(
                        "first_name",
                        "last_name",
                        "email",
                        "phone",
                        "company_id",
                        "created_at",
                        "updated_at",
                        "id",
                        "owned_by_user_id")
                .limit(count)
                .map(name -> "$sort[" + name + "]=1")
                .collect(Collectors.joining("&"));
    }

    private static List<Row> selects() {
        return List.of(
                get(LIST + "&$select=nope").invalidQuery("$select"),
                get(LIST + "&$select=email,phone").invalidQuery("$select"),
                get(LIST + "&$select=*").invalidQuery("$select"),
                get(LIST + "&$select=Email").invalidQuery("$select"),
                get(LIST + "&$select=owner").invalidQuery("$select"),
                get(LIST + "&$select[]=id&$select[]=company").invalidQuery("$select"),
                get(LIST + "&$select[]=").invalidQuery("$select"),
                get(LIST + "&$select[$ne]=id").invalidQuery("$select"),
                get(LIST + "&$select[id]=1").invalidQuery("$select"),
                get(LIST + "&$select[][x]=id").invalidQuery("$select"),
                get(LIST + "&$select=id&$select=email").invalidQuery("$select"),
                get(LIST + "&$select=id&$select[]=email").invalidQuery("$select"),
                get(LIST + "&$select[]=count(*)").invalidQuery("$select"),
                get(LIST + "&$select=first_name%20from%20users--").invalidQuery("$select"),
                get(LIST + "&$select=__proto__").invalidQuery("$select"),
                get(LIST + "&$select=custom_fields_by_name.Industry").invalidQuery("$select"),
                get(LIST + "&$select=").answered(200, "\"first_name\":\"John\""),
                get(LIST + "&$select=email").answered(200, "\"data\":[{\"id\":1,\"email\":\"john.doe@example.com\"},"),
                get(LIST + "&$select=owner&fastJoinForContactList=1").answered(200, "{\"id\":1,\"owner\":{\"id\":789,"),
                get(LIST + "&$select=owner&fastJoinForContactList=TRUE").invalidQuery("$select"),
                get(LIST + "&$select=owner&fastJoinForContactList[]=true").invalidQuery("$select"),
                get("/contacts/1?$select=nope").invalidQuery("$select"),
                get("/contacts/1?$select=owner").invalidQuery("$select"),
                get("/contacts/1?$select=version").answered(200, "{\"id\":1,\"version\":2}"),
                delete("/contacts/1?$select=nope").invalidQuery("$select"),
                patch("/contacts/1?$select[]=nope", "{'first_name':'Ada'}").invalidQuery("$select"),
                row("POST", "/contacts?$select=nope").json(ADA).invalidQuery("$select"),
                row("POST", "/contacts?$select=owner").json(ADA).invalidQuery("$select"));
    }

    /** The cursor of a page of an organization's list that ends with John. */
    private static String cursor(ContactQuery query, long organizationId) {
        return query.cursor(organizationId, JOHN).text();
    }

    private static List<Row> cursors() {
        String after = LIST + "&$after=";
        String john = cursor(ContactQuery.page(), 456);
        String sorted = cursor(ContactQuery.page().sortBy(ContactFields.FIRST_NAME.desc()), 456);
        String filtered = cursor(ContactQuery.page().where(ContactFields.VERSION.atLeast(1L)), 456);
        String searched = cursor(ContactQuery.of(ContactSearch.byName("john")), 456);
        String elsewhere = cursor(ContactQuery.page(), 457);
        String jane = "\"total\":2,\"limit\":10,\"skip\":0,\"next\":null,\"data\":[{\"id\":4,";
        return List.of(
                get(after + "&$limit=1").answered(200, "\"next\":\"" + john + "\",\"data\":[{\"id\":1,"),
                get(after).answered(200, "\"next\":null,\"data\":[{\"id\":1,"),
                get(LIST + "&$after").answered(200, "\"next\":null,\"data\":[{\"id\":1,"),
                get(after + "&$limit=0").answered(200, "\"next\":null,\"data\":[]"),
                get(after + john).answered(200, jane),
                get(after + john + "&$skip=").answered(200, jane),
                get(after + john + "&$limit=0").answered(200, "\"total\":2,", "\"next\":null,\"data\":[]"),
                get(LIST + "&%24after=%41" + john.substring(1)).answered(200, jane),
                get(after + sorted + "&$sort[first_name]=-1").answered(200, jane),
                get(after + filtered + "&version[$gte]=1").answered(200, jane),
                foreign(after + sorted),
                foreign(after + filtered),
                foreign(after + searched),
                foreign(after + john + "&$sort[id]=1"),
                foreign(after + john + "&version[$gte]=1"),
                foreign(after + sorted + "&$sort[first_name]=1"),
                foreign(after + sorted + "&$sort[last_name]=-1"),
                foreign(after + filtered + "&version[$gt]=1"),
                foreign(after + filtered + "&version[$gte]=2"),
                foreign(after + elsewhere),
                foreign(after + elsewhere).as(SOREN),
                foreign("/contacts?organization_id=457&$after=" + john).as(SOREN),
                foreign("/contacts?organization_id=457&$after=" + john),
                get("/contacts?organization_id=457&$after=" + elsewhere).forbidden(),
                foreign(after + "AQ" + "A".repeat(26)),
                foreign(after + john.substring(0, 20)),
                foreign(after + john.substring(0, 27)),
                foreign(after + john + "AAAA"),
                foreign(after + john + john),
                foreign(after + john.substring(0, 26) + "I"),
                foreign(after + "AQ" + john.substring(2, 26).toLowerCase(Locale.ROOT) + "E"),
                foreign(after + "AQ" + "A".repeat(1 << 20)),
                noCursor(after + "A".repeat(1 << 20)),
                noCursor(after + "A"),
                noCursor(after + "AQ"),
                noCursor(after + "Ag" + john.substring(2)),
                noCursor(after + john.substring(0, 17)),
                noCursor(after + john.substring(1)),
                noCursor(after + john + "A"),
                noCursor(after + john + "=="),
                noCursor(after + john + "%00"),
                noCursor(after + "%20" + john),
                noCursor(after + "+/" + john),
                noCursor(after + "null"),
                noCursor(after + "undefined"),
                noCursor(after + "1"),
                noCursor(after + "-1"),
                noCursor(after + "%27"),
                noCursor(after + "%22" + john + "%22"),
                noCursor(after + "../../etc/passwd"),
                noCursor(after + "%F0%9F%98%80"),
                noCursor(after + "1%20or%201=1--"),
                get(LIST + "&$after[]=" + john).invalidQuery("$after").saying("Must be a text"),
                get(LIST + "&$after[0]=" + john).invalidQuery("$after").saying("Must be a text"),
                get(LIST + "&$after[$gt]=" + john).invalidQuery("$after").saying("Must be a text"),
                get(after + john + "&$after=" + john).invalidQuery("$after").saying("Given twice"),
                get(after + "&$after=" + john).invalidQuery("$after").saying("Given twice"),
                get(after + john + "&$skip=1").invalidQuery("$skip"),
                get(after + john + "&$skip=0").invalidQuery("$skip"),
                get(after + "&$skip=0").invalidQuery("$skip"),
                get(after + "x&$skip=1").invalidQuery("$skip"),
                get(after + "x&$limit=x").invalidQuery("$limit"),
                get(LIST + "&$After=" + john).invalidQuery("$After"),
                get(LIST + "&after=" + john).invalidQuery("after"),
                get(LIST + "&$or[0][$after]=" + john).invalidQuery("$or.0.$after"),
                get("/contacts/1?$after=" + john).invalidQuery("$after"),
                delete("/contacts/1?$after=").invalidQuery("$after"),
                patch("/contacts/1?$after=" + john, "{'first_name':'Ada'}").invalidQuery("$after"),
                row("POST", "/contacts?$after=").json(ADA).answered(201, "\"id\":5,"),
                find(",'searchTerm':'john','searchIn':'name','$after':'" + searched + "'")
                        .invalidSearch("$after"),
                find(",'searchTerm':'john','searchIn':'name','$after':null").invalidSearch("$after"),
                row("POST", "/contacts?$after=" + searched)
                        .json("{'organization_id':456,'searchTerm':'john','searchIn':'name'}")
                        .header("X-Service-Method", "search")
                        .answered(200, "\"total\":1,\"limit\":10,\"skip\":0,\"data\":[{\"id\":1,"));
    }

    private static Row foreign(String list) {
        return get(list).invalidQuery("$after").saying("cursor does not belong to this query");
    }

    private static Row noCursor(String list) {
        return get(list).invalidQuery("$after").saying("Must be a cursor that a page ended with");
    }

    private static List<Row> cursorsInJson() {
        String john = cursor(ContactQuery.page(), 456);
        return List.of(
                filtered("{'$after':'" + john + "'}").answered(200, "\"next\":null,\"data\":[{\"id\":4,"),
                filtered("{'$after':''}").answered(200, "\"next\":null,\"data\":[{\"id\":1,"),
                filtered("{'$after':null,'$limit':1}").answered(200, "\"next\":\"" + john + "\","),
                filtered("{'$after':null,'$skip':null}").answered(200, "\"next\":null,\"data\":[{\"id\":1,"),
                filtered("{'$after':null,'$skip':0}").invalidQuery("$skip"),
                filtered("{'$after':0}").invalidQuery("$after"),
                filtered("{'$after':1e999999999}").invalidQuery("$after"),
                filtered("{'$after':true}").invalidQuery("$after"),
                filtered("{'$after':['" + john + "']}").invalidQuery("$after"),
                filtered("{'$after':[]}").invalidQuery("$after"),
                filtered("{'$after':{}}").invalidQuery("$after"),
                filtered("{'$after':{'id':1}}").invalidQuery("$after"),
                filtered("{'$after':'\\ud800'}").invalidQuery("$after"),
                filtered("{'$after':'\\u0000'}").invalidQuery("$after"),
                filtered("{'$after':'" + john + "\\n'}").invalidQuery("$after"),
                get(LIST + "&$after=" + john, "{'query':{'$after':'" + john + "'}}")
                        .answered(200, "\"data\":[{\"id\":4,"));
    }

    private static List<Row> totals() {
        String counted = "{\"total\":2,\"limit\":10,";
        String uncounted = "{\"limit\":10,\"skip\":0,\"data\":[{\"id\":1,";
        return List.of(
                get(LIST + "&$total=false").answered(200, uncounted),
                get(LIST + "&$total=true").answered(200, counted),
                get(LIST + "&$total=").answered(200, counted),
                get(LIST + "&$total=false&$after=").answered(200, "{\"limit\":10,\"skip\":0,\"next\":null,"),
                get(LIST + "&$total=false&$limit=0").answered(200, "{\"limit\":0,\"skip\":0,\"data\":[]}"),
                get(LIST + "&$total=0").invalidQuery("$total"),
                get(LIST + "&$total=1").invalidQuery("$total"),
                get(LIST + "&$total=no").invalidQuery("$total"),
                get(LIST + "&$total=null").invalidQuery("$total"),
                get(LIST + "&$total=False").invalidQuery("$total"),
                get(LIST + "&$total=%20false").invalidQuery("$total"),
                get(LIST + "&$total[]=false").invalidQuery("$total"),
                get(LIST + "&$total[$ne]=true").invalidQuery("$total"),
                get(LIST + "&$total=false&$total=false").invalidQuery("$total"),
                get(LIST + "&$total=" + "x".repeat(100_000)).invalidQuery("$total"),
                get(LIST + "&total=false").invalidQuery("total"),
                filtered("{'$total':false}").answered(200, uncounted),
                filtered("{'$total':'false'}").answered(200, uncounted),
                filtered("{'$total':true}").answered(200, counted),
                filtered("{'$total':null}").answered(200, counted),
                filtered("{'$total':0}").invalidQuery("$total"),
                filtered("{'$total':[]}").invalidQuery("$total"),
                filtered("{'$total':[false]}").invalidQuery("$total"),
                filtered("{'$total':{}}").invalidQuery("$total"),
                get("/contacts/1?$total=false").invalidQuery("$total"),
                delete("/contacts/1?$total=false").invalidQuery("$total"),
                patch("/contacts/1?$total=true", "{'first_name':'Ada'}").invalidQuery("$total"),
                find(",'searchTerm':'john','searchIn':'name','$total':false").invalidSearch("$total"));
    }

    private static List<Row> unknownKeys() {
        return List.of(
                get(LIST + "&$where=sleep(9)").invalidQuery("$where"),
                get(LIST + "&$expr[$function][body]=x").invalidQuery("$expr"),
                get(LIST + "&$populate=owner").invalidQuery("$populate"),
                get(LIST + "&$LIMIT=5").invalidQuery("$LIMIT"),
                get(LIST + "&limit=5").invalidQuery("limit"),
                get(LIST + "&query[organization_id]=457").invalidQuery("query"),
                get(LIST + "&__proto__[admin]=true").invalidQuery("__proto__"),
                get(LIST + "&constructor[prototype][admin]=true").invalidQuery("constructor"),
                get(LIST + "&_method=DELETE").invalidQuery("_method"),
                get(LIST + "&callback=alert").invalidQuery("callback"),
                get(LIST + "&%3Cscript%3E=1").invalidQuery("<script>"),
                get(LIST + "&x%0d%0aSet-Cookie:%20a=b").invalidQuery("x\r\nSet-Cookie: a"),
                get(LIST + "&%00=1").invalidQuery("\u0000"),
                get(LIST + "&=1").invalidQuery(""),
                get(LIST + "&[]=1").invalidQuery("[]"),
                get(LIST + "&[x]=1").invalidQuery("[x]"),
                get(LIST + "&x[=1").invalidQuery("x["),
                get(LIST + "&x]=1").invalidQuery("x]"),
                get(LIST + "&x[y]z=1").invalidQuery("x[y]z"),
                get(LIST + "&x[y][z=1").invalidQuery("x[y][z"),
                get(LIST + "&x[[y]]=1").invalidQuery("x[[y]]"),
                get(LIST + "&x[][]=1&x[0][0]=1").invalidQuery("x.0.0"),
                get(LIST + ";$limit=5").invalidQuery("organization_id"),
                get(LIST + "?$limit=5").invalidQuery("organization_id"),
                get(LIST + "&" + "x".repeat(100_000) + "=1").invalidQuery("x".repeat(100)),
                get(LIST + "&" + parameters("p", 200)).invalidQuery(names("p", 100)),
                get(LIST + "&nope=1&$limit=x&$sort[zip]=1&$select=zap")
                        .invalidQuery("$limit", "$sort.zip", "$select", "nope"),
                get(LIST + "&&&").answered(200, "\"total\":2,"));
    }

    private static List<Row> filters() {
        String ids = "&id[$in][]=";
        return List.of(
                get(LIST + "&email=john.doe@example.com").answered(200, "\"total\":1,", "\"id\":1,"),
                get(LIST + "&email=John.Doe@example.com").answered(200, "\"total\":0,"),
                get(LIST + "&first_name[$startsWith]=J").answered(200, "\"total\":2,"),
                get(LIST + "&id=3").answered(200, "\"total\":0,"),
                get(LIST + "&id=2").answered(200, "\"total\":0,"),
                get(LIST + "&id[$in][]=1&id[$in][]=2&id[$in][]=3").answered(200, "\"total\":1,"),
                get(LIST + "&id[$gt]=0").answered(200, "\"total\":2,"),
                get(LIST + "&first_name=" + World.SECRET).answered(200, "\"total\":0,"),
                get(LIST + "&first_name[$lt]=Z").answered(200, "\"total\":2,"),
                get(LIST + "&custom_fields_by_name[" + World.SECRET + "][$exists]=true")
                        .answered(200, "\"total\":0,"),
                get(LIST + "&deleted_at[$exists]=true").answered(200, "\"total\":0,"),
                get(LIST + "&$or[0][deleted_at][$ne]=&$or[1][deleted_at]=").answered(200, "\"total\":2,"),
                get(LIST + "&$or[0][organization_id]=457").answered(200, "\"total\":0,"),
                get(LIST + "&$or[0][organization_id]=457&$or[1][organization_id]=456")
                        .answered(200, "\"total\":2,"),
                get(LIST + "&$not[organization_id]=456").answered(200, "\"total\":0,"),
                get(LIST + "&$not[organization_id]=456").as(SOREN).answered(200, "\"total\":0,"),
                get("/contacts?organization_id=457&$or[0][organization_id]=456").forbidden(),
                get("/contacts?$or[0][organization_id]=456").invalidQuery("organization_id"),
                get(LIST + "&$and[0][$or][0][id]=3").answered(200, "\"total\":0,"),
                get(LIST + "&$not[id]=1").answered(200, "\"total\":1,", "\"id\":4,"),
                get(LIST + "&last_name[$contains]=%25").answered(200, "\"total\":0,"),
                get(LIST + "&last_name[$contains]=_").answered(200, "\"total\":0,"),
                get(LIST + "&last_name[$contains]=%5C").answered(200, "\"total\":0,"),
                get(LIST + "&last_name='%20OR%201=1--").answered(200, "\"total\":0,"),
                get(LIST + "&last_name[$contains]=.*").answered(200, "\"total\":0,"),
                get(LIST + "&custom_fields_by_name[Industry]=Technology").answered(200, "\"total\":1,"),
                get(LIST + "&custom_fields_by_name[x'%20OR%201%3D1--]=").answered(200, "\"total\":2,"),
                get(LIST + "&custom_fields_by_name[Industry]=" + "9".repeat(100_000))
                        .answered(200, "\"total\":0,"),
                get(LIST + "&custom_fields_by_name[Industry]=1e999999999").answered(200, "\"total\":0,"),
                get(LIST + "&custom_fields_by_name[Industry]=-1e-9999999999").answered(200, "\"total\":0,"),
                get(LIST + "&id[$lt]=" + "9".repeat(100_000)).answered(200, "\"total\":2,"),
                get(LIST + "&created_at[$lt]=%2B1000000000-12-31T23:59:59Z").answered(200, "\"total\":2,"),
                get(LIST + ids.repeat(1_000)).answered(200, "\"total\":0,"),
                get(LIST + ids.repeat(1_001)).invalidQuery("id.$in").saying("at most 1000 values"),
                get(LIST + "&id[$in]=1,4").invalidQuery("id.$in"),
                get(LIST + "&id[$in][a]=1").invalidQuery("id.$in"),
                get(LIST + "&id[$in][][a]=1").invalidQuery("id.$in.0"),
                get(LIST + "&email[$like]=%25").invalidQuery("email.$like").saying("Unknown operator"),
                get(LIST + "&email[$regex]=(a%2B)%2B$").invalidQuery("email.$regex"),
                get(LIST + "&email[$eq]=x").invalidQuery("email.$eq"),
                get(LIST + "&email[$IN][]=x").invalidQuery("email.$IN"),
                get(LIST + "&email[__proto__]=x").invalidQuery("email.__proto__"),
                get(LIST + "&email[]=x").invalidQuery("email.0"),
                get(LIST + "&email[][]=x").invalidQuery("email.0"),
                get(LIST + "&email[$gt][$lt]=x").invalidQuery("email.$gt"),
                get(LIST + "&email[$contains]=").invalidQuery("email.$contains"),
                get(LIST + "&email[$contains]=%CC%81").invalidQuery("email.$contains"),
                get(LIST + "&email=%00").invalidQuery("email"),
                get(LIST + "&email[$exists]=yes").invalidQuery("email.$exists"),
                get(LIST + "&email=1&email[$gt]=1").invalidQuery("email").saying("Given twice"),
                get(LIST + "&company_id=101%20OR%201=1").invalidQuery("company_id"),
                get(LIST + "&company_id=0101").invalidQuery("company_id"),
                get(LIST + "&company_id=1e2").invalidQuery("company_id"),
                get(LIST + "&company_id[$contains]=1").invalidQuery("company_id.$contains"),
                get(LIST + "&created_at=now").invalidQuery("created_at"),
                get(LIST + "&created_at=2023-13-01T00:00:00Z").invalidQuery("created_at"),
                get(LIST + "&created_at=2023-01-01T00:00:00+01:00").invalidQuery("created_at"), // the plus is a space
                get(LIST + "&created_at=" + "2".repeat(100_000)).invalidQuery("created_at"),
                get(LIST + "&$or=5").invalidQuery("$or"),
                get(LIST + "&$or=").invalidQuery("$or"),
                get(LIST + "&$or[foo][x]=1").invalidQuery("$or"),
                get(LIST + "&$or[]=").invalidQuery("$or.0"),
                get(LIST + "&$and[]=1").invalidQuery("$and.0"),
                get(LIST + "&$and[0][]=1").invalidQuery("$and.0.0"),
                get(LIST + "&$or[0][$limit]=1").invalidQuery("$or.0.$limit"),
                get(LIST + "&$or[0][$where]=1").invalidQuery("$or.0.$where"),
                get(LIST + "&$or[0][owner][id]=1").invalidQuery("$or.0.owner"),
                get(LIST + "&$or[0][fastJoinForContactList]=1").invalidQuery("$or.0.fastJoinForContactList"),
                get(LIST + "&$not=1").invalidQuery("$not"),
                get(LIST + "&$nor[0][id]=1").invalidQuery("$nor"),
                get(LIST + "&custom_fields_by_name=x").invalidQuery("custom_fields_by_name"),
                get(LIST + "&custom_fields_by_name[$or][0][a]=x").invalidQuery("custom_fields_by_name.$or"),
                get(LIST + "&custom_fields_by_name[__proto__]=x").invalidQuery("custom_fields_by_name.__proto__"),
                get(LIST + "&custom_fields_by_name[a%0Ab]=x").invalidQuery("custom_fields_by_name.a\nb"),
                get(LIST + "&custom_fields_by_name[a][$x]=x").invalidQuery("custom_fields_by_name.a.$x"),
                get(LIST + "&custom_fields_by_name.Industry=x").invalidQuery("custom_fields_by_name.Industry"),
                get(LIST + "&custom_fields_by_name[" + "n".repeat(100_000) + "]=x")
                        .invalidQuery("custom_fields_by_name." + "n".repeat(100)),
                get(LIST + "&$or[0][" + "x".repeat(100_000) + "]=1").invalidQuery("$or.0." + "x".repeat(100)),
                get(LIST + "&$not" + "[$not]".repeat(6) + "[id]=1").answered(200, "\"total\":1,", "\"id\":4,"),
                get(LIST + "&$not" + "[$not]".repeat(7) + "[id]=1").invalidQuery("query"),
                get(LIST + "&$not" + "[$not]".repeat(23) + "[id]=1").invalidQuery("query"),
                get(LIST + "&$not" + "[$not]".repeat(24) + "[id]=1").invalidQuery("$not"),
                get(LIST + "&$or[][id]=1".repeat(200)).answered(200, "\"total\":1,"),
                get(LIST + "&$or[][id]=1".repeat(201)).invalidQuery("query").saying("at most 200 conditions"),
                get(LIST + "&$or[][id]=x".repeat(1_999)).invalidQuery(names("$or.", ".id", 100)),
                get(LIST + "&nope=1&company_id=x&email[$foo]=1&$or[0][id][$gt]=x")
                        .invalidQuery("email.$foo", "company_id", "nope", "$or.0.id.$gt"));
    }

    /** A list with this filter in its body. */
    private static Row filtered(String filter) {
        return get(LIST, "{'query':" + filter + "}");
    }

    private static List<Row> filtersInJson() {
        return List.of(
                filtered("{'company_id':101}").answered(200, "\"total\":1,"),
                filtered("{'company_id':'101'}").invalidQuery("company_id"),
                filtered("{'company_id':101.0}").invalidQuery("company_id"),
                filtered("{'company_id':[101]}").invalidQuery("company_id"),
                filtered("{'company_id':{}}").invalidQuery("company_id"),
                filtered("{'company_id':{'$in':101}}").invalidQuery("company_id.$in"),
                filtered("{'company_id':{'$in':{'0':101}}}").invalidQuery("company_id.$in"),
                filtered("{'company_id':{'$in':[101,'4']}}").invalidQuery("company_id.$in.1"),
                filtered("{'company_id':{'$gt':null}}").invalidQuery("company_id.$gt"),
                filtered("{'company_id':1e999999999}").invalidQuery("company_id"),
                filtered("{'id':{'$gt':-1" + "0".repeat(900) + "}}").answered(200, "\"total\":2,"),
                filtered("{'email':7}").invalidQuery("email"),
                filtered("{'email':'\\ud800'}").invalidQuery("email"),
                filtered("{'email':{'$ne':{'$ne':null}}}").invalidQuery("email.$ne"),
                filtered("{'email':{'$exists':1}}").invalidQuery("email.$exists"),
                filtered("{'email':{'$exists':'true'}}").invalidQuery("email.$exists"),
                filtered("{'created_at':0}").invalidQuery("created_at"),
                filtered("{'$or':{}}").invalidQuery("$or"),
                filtered("{'$or':{'0':{'id':1}}}").invalidQuery("$or"),
                filtered("{'$or':null}").invalidQuery("$or"),
                filtered("{'$or':[1,null,[],{}]}").invalidQuery("$or.0", "$or.1", "$or.2"),
                filtered("{'$or':[]}").answered(200, "\"total\":0,"),
                filtered("{'$not':[{'id':1}]}").invalidQuery("$not"),
                filtered("{'$or':[{'organization_id':457},{'organization_id':{'$ne':456}}]}")
                        .answered(200, "\"total\":0,"),
                filtered("{'custom_fields_by_name':{'Industry':'Technology'}}").answered(200, "\"total\":1,"),
                filtered("{'custom_fields_by_name':{}}").invalidQuery("custom_fields_by_name"),
                filtered("{'custom_fields_by_name':['Industry']}").invalidQuery("custom_fields_by_name"),
                filtered("{'custom_fields_by_name':{'a':1e999999999}}").invalidQuery("custom_fields_by_name.a"),
                filtered("{'custom_fields_by_name':{'a':{'$lt':false}}}").invalidQuery("custom_fields_by_name.a.$lt"),
                filtered("{'custom_fields_by_name':{'a':{'$in':[[1]]}}}").invalidQuery("custom_fields_by_name.a.$in.0"),
                filtered("{'custom_fields_by_name':{'\\udc00':1}}").invalidJson(),
                filtered("{'id':{'$in':[1" + ",1".repeat(1_000) + "]}}").invalidQuery("id.$in"),
                filtered("{'id':{'$in':[1" + ",1".repeat(50_000) + "]}}").invalidQuery("id.$in"),
                filtered("{'$or':[{}" + ",{}".repeat(30_000) + "]}").invalidQuery("query"),
                filtered("{'$or':[{'$or':[]}" + ",{'$or':[]}".repeat(8_000) + "]}")
                        .invalidQuery("query"),
                filtered("{'$or':[0" + ",0".repeat(50_000) + "]}").invalidQuery(names("$or.", "", 100)),
                filtered("{'$and':[".repeat(15) + "{}" + "]}".repeat(15)).invalidQuery("query"),
                filtered("{'$and':[".repeat(16) + "{}" + "]}".repeat(16)).invalidJson());
    }

    private static String parameters(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + i + "=" + i).collect(Collectors.joining("&"));
    }

    private static String[] names(String name, int count) {
        return names(name, "", count);
    }

    private static String[] names(String name, String end, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + i + end).toArray(String[]::new);
    }

    private static List<Row> queryStrings() {
        String ids = "&$select[]=id";
        return List.of(
                get(LIST + "&x=%").invalidQuery("query").saying("malformed escape"),
                get(LIST + "&x=%4").invalidQuery("query").saying("malformed escape"),
                get(LIST + "&x=%zz").invalidQuery("query").saying("malformed escape"),
                get(LIST + "&%=1").invalidQuery("query").saying("malformed escape"),
                get(LIST + "&x=%u0031").invalidQuery("query").saying("malformed escape"),
                get(LIST + "&x=%FF").invalidQuery("query").saying("malformed escape"),
                get(LIST + "&x=%C3").invalidQuery("query").saying("malformed escape"),
                get(LIST + "&x=%C0%AE").invalidQuery("query").saying("malformed escape"), // overlong .
                get(LIST + "&x=%ED%A0%80").invalidQuery("query").saying("malformed escape"), // a surrogate
                get(LIST + "&x=%FF%FE%31%00").invalidQuery("query").saying("malformed escape"), // UTF-16
                get(LIST + "&x=\ud800").invalidQuery("query").saying("malformed escape"),
                get("/contacts/1?x=%").invalidQuery("query").saying("malformed escape"),
                delete("/contacts/1?x=%").invalidQuery("query").saying("malformed escape"),
                patch("/contacts/1?x=%", "{}").invalidQuery("query").saying("malformed escape"),
                row("POST", "/contacts?x=%").json(ADA).invalidQuery("query").saying("malformed escape"),
                row("POST", "/contacts?$select[=email").json(ADA).invalidQuery("$select["),
                row("POST", "/contacts?$select]=email&x[y]z=1").json(ADA).invalidQuery("$select]", "x[y]z"),
                row("POST", "/contacts?x[y][]=1").json(ADA).answered(201, "\"id\":5,"),
                get(LIST + "&x=1&x=2").invalidQuery("x").saying("Given twice"),
                get(LIST + "&x=1&%78=1").invalidQuery("x").saying("Given twice"),
                get(LIST + "&x=1&x[y]=2").invalidQuery("x").saying("Given twice"),
                get(LIST + "&x[y]=1&x=2").invalidQuery("x").saying("Given twice"),
                get(LIST + "&x[0]=1&x[0]=2").invalidQuery("x.0").saying("Given twice"),
                get(LIST + "&x" + "[a]".repeat(24) + "=1").invalidQuery("x").saying("Unknown field"),
                get(LIST + "&x" + "[a]".repeat(25) + "=1").invalidQuery("x").saying("24 brackets"),
                get(LIST + "&x" + "[]".repeat(50_000) + "=1").invalidQuery("x").saying("24 brackets"),
                get(LIST + ids.repeat(1_999)).answered(200, "\"data\":[{\"id\":1},{\"id\":4}]"),
                get(LIST + ids.repeat(2_000)).invalidQuery("query").saying("at most 2000 parameters"),
                get(LIST + "&" + parameters("p", 100_000)).invalidQuery("query").saying("at most 2000 parameters"),
                get(LIST + "&" + "&".repeat(100_000)).answered(200, "\"total\":2,"));
    }

    private static List<Row> queriesOfOne() {
        return List.of(
                get("/contacts/1?$limit=5").invalidQuery("$limit"),
                get("/contacts/1?$skip=0").invalidQuery("$skip"),
                get("/contacts/1?$sort[id]=1").invalidQuery("$sort"),
                get("/contacts/1?fastJoinForContactList=true").invalidQuery("fastJoinForContactList"),
                get("/contacts/1?email=john.doe@example.com").answered(200, "\"id\":1,"),
                get("/contacts/1?email[$like]=x").invalidQuery("email.$like"),
                get("/contacts/1?$or[0][nope]=1").invalidQuery("$or.0.nope"),
                get("/contacts/99?company_id=x").invalidQuery("company_id"),
                get("/contacts/3?id=3").notFound("3"),
                get("/contacts/1?organization_id=abc").invalidQuery("organization_id"),
                get("/contacts/1?organization_id=0456").invalidQuery("organization_id"),
                get("/contacts/1?organization_id[]=456").invalidQuery("organization_id"),
                get("/contacts/1?organization_id=456&organization_id=457").invalidQuery("organization_id"),
                get("/contacts/1?organization_id=457").forbidden(),
                get("/contacts/3?organization_id=457").forbidden(),
                get("/contacts/3?organization_id=456").notFound("3"),
                get("/contacts/1?organization_id=457").as(SOREN).notFound("1"),
                get("/contacts/1?organization_id=458").as(SOREN).forbidden(),
                get("/contacts/1?organization_id=456").as(NOBODY).forbidden(),
                get("/contacts/1?organization_id=").answered(200, "\"id\":1,"),
                patch("/contacts/1?email[$like]=x", "{'first_name':'Ada'}").invalidQuery("email.$like"),
                patch("/contacts/1?company_id=x&email[$foo]=1", "{'zip':1}").invalidQuery("email.$foo", "company_id"),
                patch("/contacts/1?organization_id=457", "{'first_name':'Ada'}").forbidden(),
                patch("/contacts/1?organization_id=457", "{'first_name':'Ada'}")
                        .as(SOREN)
                        .notFound("1"),
                patch("/contacts/3?organization_id=456", "{'first_name':'Ada'}")
                        .as(SOREN)
                        .notFound("3"),
                delete("/contacts/1?$limit=1").invalidQuery("$limit"),
                delete("/contacts/1?email[$ne][]=x").invalidQuery("email.$ne"),
                delete("/contacts/3?organization_id=457").forbidden(),
                delete("/contacts/3?organization_id=456").notFound("3"),
                delete("/contacts/1?organization_id=457").as(SOREN).notFound("1"),
                delete("/contacts/3?organization_id=457").as(SOREN).answered(200, World.SECRET));
    }

    private static List<Row> filtersOfOne() {
        String ada = "{'first_name':'Ada'}";
        return List.of(
                get("/contacts/1?email=nope").notFound("1"),
                get("/contacts/1?email=John.Doe@example.com").notFound("1"),
                get("/contacts/1?email=").notFound("1"),
                get("/contacts/4?email=").answered(200, "\"id\":4,"),
                get("/contacts/1?id=4").notFound("1"),
                get("/contacts/1?$not[id]=1").notFound("1"),
                get("/contacts/1?$or[0][id]=4&$or[1][email]=nope").notFound("1"),
                get("/contacts/1?organization_id=456&company_id=102").notFound("1"),
                get("/contacts/1?custom_fields_by_name[Industry]=Arms").notFound("1"),
                get("/contacts/1", "{'query':{'email':'nope'}}").notFound("1"),
                get("/contacts/2?deleted_at[$exists]=true").notFound("2"),
                get("/contacts/3?first_name=" + World.SECRET).notFound("3"),
                get("/contacts/3?first_name=" + World.SECRET).as(SOREN).answered(200, World.SECRET),
                get("/contacts/3?first_name[$ne]=" + World.SECRET).as(SOREN).notFound("3"),
                row("HEAD", "/contacts/1?email=nope").notFound("1"),
                row("HEAD", "/contacts/1?version=2").answered(200),
                get("/contacts/1?" + "$not" + "[$not]".repeat(7) + "[id]=1").invalidQuery("query"),
                patch("/contacts/1?email=nope", ada).notFound("1"),
                patch("/contacts/1?version=1", ada).notFound("1"),
                patch("/contacts/1?first_name=Ada", ada).notFound("1"), // as it was, not as it would be
                patch("/contacts/1?first_name=John", ada).answered(200, "\"first_name\":\"Ada\""),
                patch("/contacts/1?version=2", ada).answered(200, "\"first_name\":\"Ada\""),
                patch("/contacts/1?version=1", "{'first_name':'Ada','ifVersion':1}")
                        .notFound("1"),
                patch("/contacts/1?version=2", "{'first_name':'Ada','ifVersion':1}")
                        .conflict(2),
                patch("/contacts/1?email=nope", "{'company_id':201}").notFound("1"),
                patch("/contacts/1?email=nope", "{'zip':1}").invalidContact("zip"),
                patch("/contacts/1?email=nope", "{}").notFound("1"),
                patch("/contacts/3?id=3", ada).notFound("3"),
                delete("/contacts/1?email=nope").notFound("1"),
                delete("/contacts/1?email=").notFound("1"),
                delete("/contacts/1?id=4").notFound("1"),
                delete("/contacts/1?id[$nin][]=1").notFound("1"),
                delete("/contacts/1?version[$lt]=2").notFound("1"),
                delete("/contacts/1?$and[0][id]=1&$and[1][company_id]=102").notFound("1"),
                delete("/contacts/1?custom_fields_by_name[Industry][$exists]=false")
                        .notFound("1"),
                delete("/contacts/2?id=2").notFound("2"),
                delete("/contacts/3?first_name=" + World.SECRET).notFound("3"),
                delete("/contacts/1?email=john.doe@example.com").answered(200, "\"id\":1,"));
    }

    private static List<Row> bodiesOfGet() {
        return List.of(
                get("/contacts", "{}").invalidQuery("organization_id"),
                get("/contacts", "{'query':null}").invalidQuery("organization_id"),
                get("/contacts", "{'query':{}}").invalidQuery("organization_id"),
                get("/contacts", "{'organization_id':456}")
                        .invalidQuery("organization_id")
                        .saying("Must stand in query"),
                get(LIST, "{'" + "x".repeat(101) + "':1}").invalidQuery("x".repeat(100)),
                get(LIST, "{'query':{},'x':1}").invalidQuery("x"),
                get(LIST, "{'query':[]}").invalidQuery("query"),
                get(LIST, "{'query':'organization_id=457'}").invalidQuery("query"),
                get(LIST, "{'query':1}").invalidQuery("query"),
                get(LIST, "[]").invalidJson(),
                get(LIST, "null").invalidJson(),
                get(LIST, "{'query':{}").invalidJson(),
                get(LIST, "{'query':{},'query':{}}").invalidJson(),
                get(LIST, " ").invalidJson(),
                get("/contacts", "{'query':{'organization_id':'456'}}").invalidQuery("organization_id"),
                get("/contacts", "{'query':{'organization_id':456.0}}").invalidQuery("organization_id"),
                get("/contacts", "{'query':{'organization_id':[456]}}").invalidQuery("organization_id"),
                get("/contacts", "{'query':{'organization_id':{'$in':[456]}}}").invalidQuery("organization_id"),
                get("/contacts", "{'query':{'organization_id':null}}").invalidQuery("organization_id"),
                get("/contacts", "{'query':{'organization_id':true}}").invalidQuery("organization_id"),
                get("/contacts", "{'query':{'organization_id':457}}").forbidden(),
                get(LIST, "{'query':{'$limit':'25'}}").invalidQuery("$limit"),
                get(LIST, "{'query':{'$limit':25.0}}").invalidQuery("$limit"),
                get(LIST, "{'query':{'$limit':1e1}}").invalidQuery("$limit"),
                get(LIST, "{'query':{'$limit':1e999999999}}").invalidQuery("$limit"),
                get(LIST, "{'query':{'$limit':-1}}").invalidQuery("$limit"),
                get(LIST, "{'query':{'$limit':true}}").invalidQuery("$limit"),
                get(LIST, "{'query':{'$limit':[5]}}").invalidQuery("$limit"),
                get(LIST, "{'query':{'$skip':2147483648}}").invalidQuery("$skip"),
                get(LIST, "{'query':{'$skip':''}}").invalidQuery("$skip"),
                get(LIST, "{'query':{'$sort':'created_at'}}").invalidQuery("$sort"),
                get(LIST, "{'query':{'$sort':['created_at']}}").invalidQuery("$sort"),
                get(LIST, "{'query':{'$sort':{'created_at':-1.0}}}").invalidQuery("$sort.created_at"),
                get(LIST, "{'query':{'$sort':{'created_at':null}}}").invalidQuery("$sort.created_at"),
                get(LIST, "{'query':{'$sort':{'created_at':[1]}}}").invalidQuery("$sort.created_at"),
                get(LIST, "{'query':{'$select':[1]}}").invalidQuery("$select"),
                get(LIST, "{'query':{'$select':[null]}}").invalidQuery("$select"),
                get(LIST, "{'query':{'$select':{'0':'id'}}}").invalidQuery("$select"),
                get(LIST, "{'query':{'$select':7}}").invalidQuery("$select"),
                get(LIST, "{'query':{'$select':['\\ud800']}}").invalidQuery("$select"),
                get(LIST, "{'query':{'$where':'1'}}").invalidQuery("$where"),
                get(LIST, "{'query':{'__proto__':{'x':1}}}").invalidQuery("__proto__"),
                get(LIST, "{'query':{'\\ud800':1}}").invalidJson(),
                get("/contacts/1", "{'query':{'$limit':1}}").invalidQuery("$limit"),
                get("/contacts/1", "{'query':{'organization_id':457}}").forbidden(),
                get("/contacts?organization_id=457", "{'query':{'organization_id':456}}")
                        .forbidden(),
                get("/contacts?organization_id=456", "{'query':{'organization_id':457}}")
                        .answered(200, "\"total\":2,"),
                get(LIST + "&$sort[id]=-1", "{'query':{'$sort':{'nope':1}}}").answered(200, "[{\"id\":4,"),
                get("/contacts", "{'query':{'organization_id':456,'$limit':-0}}")
                        .answered(200, "\"limit\":0,"),
                get("/contacts", "{'query':{'organization_id':456,'$limit':1" + "0".repeat(900) + "}}")
                        .answered(200, "\"limit\":1000,"),
                get("/contacts", "{'query':{'organization_id':456,'$sort':{'id':'-1'},'$select':'id'}}")
                        .answered(200, "\"data\":[{\"id\":4},{\"id\":1}]"),
                get("/contacts/1", "{'query':{'$select':['email']}}")
                        .answered(200, "{\"id\":1,\"email\":\"john.doe@example.com\"}"));
    }

    private static List<Row> contentTypes() {
        return List.of(
                create(ADA).header("Content-Type", NO_HEADER).contentType(),
                create(ADA).header("Content-Type", "").contentType(),
                create(ADA).header("Content-Type", "text/plain").contentType(),
                create(ADA).header("Content-Type", "text/json").contentType(),
                create(ADA)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .contentType(),
                create(ADA)
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .contentType(),
                create(ADA).header("Content-Type", "application/xml").contentType(),
                create(ADA).header("Content-Type", "application/jsonp").contentType(),
                create(ADA).header("Content-Type", "application/json5").contentType(),
                create(ADA).header("Content-Type", "application/ld+json").contentType(),
                create(ADA)
                        .header("Content-Type", "application/json-patch+json")
                        .contentType(),
                create(ADA).header("Content-Type", "application").contentType(),
                create(ADA).header("Content-Type", "*/*").contentType(),
                create(ADA).header("Content-Type", "json").contentType(),
                create(ADA)
                        .header("Content-Type", "application/json text/plain")
                        .contentType(),
                create(ADA)
                        .header("Content-Type", "application/json, text/plain")
                        .contentType(),
                create(ADA)
                        .header("Content-Type", "application/json", "application/json")
                        .contentType(),
                create(ADA)
                        .header("Content-Type", "application/json; charset=iso-8859-1")
                        .contentType(),
                create(ADA)
                        .header("Content-Type", "application/json; charset=utf-16")
                        .contentType(),
                create(ADA)
                        .header("Content-Type", "application/json; charset=\"utf-16\"")
                        .contentType(),
                create(ADA)
                        .header("Content-Type", "application/json; CHARSET=UTF-7")
                        .contentType(),
                create(ADA).header("Content-Type", "application/json; charset=").contentType(),
                create(ADA).header("Content-Type", "application/json; charset").contentType(),
                create(ADA)
                        .header("Content-Type", "application/json; charset=utf-8; charset=utf-16")
                        .contentType(),
                create(ADA)
                        .header("Content-Type", "application/json; x=1; charset=latin1")
                        .contentType(),
                patch("{}")
                        .header("Content-Type", "application/merge-patch+json")
                        .contentType(),
                search("{}").header("Content-Type", "text/plain").contentType(),
                get(LIST, "{}").header("Content-Type", "text/plain").contentType(),
                get("/contacts/1", "{}").header("Content-Type", NO_HEADER).contentType(),
                get("/contacts/1").header("Content-Type", "text/plain").answered(200, "\"id\":1,"),
                delete("/contacts/1")
                        .json("{")
                        .header("Content-Type", "text/plain")
                        .answered(200, "\"id\":1,"),
                create(ADA).header("Content-Type", "APPLICATION/JSON").answered(201, "\"id\":5,"),
                create(ADA)
                        .header("Content-Type", "application/json;charset=UTF-8")
                        .answered(201, "\"id\":5,"),
                create(ADA)
                        .header("Content-Type", "application/json; charset=\"utf-8\"")
                        .answered(201, "\"id\":5,"),
                create(ADA)
                        .header("Content-Type", "application/json; charset-x=1")
                        .answered(201, "\"id\":5,"),
                create(ADA)
                        .header("Content-Type", " application/json ; profile=x;")
                        .answered(201, "\"id\":5,"));
    }

    private static List<Row> encodings() {
        return List.of(
                create("").bytes(encoded(StandardCharsets.UTF_16LE)).invalidJson(),
                create("").bytes(encoded(StandardCharsets.UTF_16BE)).invalidJson(),
                create("").bytes(encoded(StandardCharsets.UTF_16)).invalidJson(), // with a byte order mark
                create("").bytes(encoded(Charset.forName("UTF-32LE"))).invalidJson(),
                create("").bytes(encoded(Charset.forName("UTF-32BE"))).invalidJson(),
                create("").bytes(named(0xE9)).invalidJson(), // Latin-1
                create("").bytes(named(0x80)).invalidJson(), // a continuation of nothing
                create("").bytes(named(0xFF)).invalidJson(),
                create("").bytes(named(0xC3)).invalidJson(), // cut short
                create("").bytes(named(0xC1, 0x81)).invalidJson(), // overlong A
                create("").bytes(named(0xE0, 0x81, 0x81)).invalidJson(),
                create("").bytes(named(0xC0, 0x80)).invalidJson(), // Java's modified NUL
                create("").bytes(named(0xED, 0xA0, 0x80)).invalidJson(), // a surrogate
                create("").bytes(named(0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80)).invalidJson(), // CESU-8
                create("").bytes(named(0xF4, 0x90, 0x80, 0x80)).invalidJson(), // beyond Unicode
                create("")
                        .bytes(bytes(0x1F, 0x8B, 0x08, 0x00))
                        .header("Content-Encoding", "gzip")
                        .invalidJson(),
                create("").rawJson("\ufeff" + ADA.replace('\'', '"')).invalidJson(),
                create("").rawJson("\ufeff").invalidJson(),
                search("").bytes(encoded(StandardCharsets.UTF_16LE)).invalidJson(),
                patch("").bytes(encoded(StandardCharsets.UTF_16LE)).invalidJson(),
                get(LIST).bytes(encoded(StandardCharsets.UTF_16LE)).invalidJson(),
                create("").bytes(named(0xF0, 0x9F, 0x98, 0x80)).answered(201, "\"first_name\":\"\ud83d\ude00\""));
    }

    private static byte[] encoded(Charset charset) {
        return ADA.replace('\'', '"').getBytes(charset);
    }

    /** A contact with these bytes as its first name. */
    private static byte[] named(int... name) {
        String json = "{\"organization_id\":456,\"first_name\":\"" + text(name) + "\"}";
        return json.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(int... bytes) {
        return text(bytes).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(int... bytes) {
        return IntStream.of(bytes).mapToObj(b -> Character.toString((char) b)).collect(Collectors.joining());
    }

    private static List<Row> malformedJson() {
        String a = "{'organization_id':456,'first_name':'Ada'";
        return List.of(
                create("").invalidJson(),
                create(" \n").invalidJson(),
                create("null").invalidJson(),
                create("true").invalidJson(),
                create("7").invalidJson(),
                create("'text'").invalidJson(),
                create("{").invalidJson(),
                create("}").invalidJson(),
                create(a).invalidJson(),
                create(a + ",}").invalidJson(),
                create(a + "}}").invalidJson(),
                create(a + "} {}").invalidJson(),
                create(a + "}x").invalidJson(),
                create(a + "}\u0000").invalidJson(),
                create(a + "}// done").invalidJson(),
                create("/* hello */" + a + "}").invalidJson(),
                create(")]}'\n" + a + "}").invalidJson(),
                create(a + ",'last_name':undefined}").invalidJson(),
                create(a + ",'company_id':NaN}").invalidJson(),
                create(a + ",'company_id':-Infinity}").invalidJson(),
                create(a + ",'company_id':0x65}").invalidJson(),
                create(a + ",'company_id':0101}").invalidJson(),
                create(a + ",'company_id':+101}").invalidJson(),
                create(a + ",'company_id':101.}").invalidJson(),
                create(a + ",'company_id':.5}").invalidJson(),
                create(a + ",'company_id':1e}").invalidJson(),
                create(a + ",'company_id':1e9999999999}").invalidJson(),
                create(a + ",'company_id':-}").invalidJson(),
                create(a + ",'company_id':--1}").invalidJson(),
                create(a + ",'company_id':1" + "0".repeat(1_000) + "}").invalidJson(),
                create(a + ",'last_name':'\n'}").invalidJson(),
                create(a + ",'last_name':'\u0000'}").invalidJson(),
                create(a + ",'last_name':'\\x41'}").invalidJson(),
                create(a + ",'last_name':'\\u12'}").invalidJson(),
                create(a + ",last_name:'B'}").invalidJson(),
                create("").rawJson("{'organization_id':456,'first_name':'Ada'}").invalidJson(),
                create(a + ",'first_name':'Eve'}").invalidJson(),
                create(a + ",'organization_id':457}").invalidJson(),
                create(a + ",'\\u0066irst_name':'Eve'}").invalidJson(),
                create(a + ",'custom_fields_by_name':{'x':1,'x':2}}").invalidJson(),
                create("organization_id=456&first_name=Ada").invalidJson(),
                create("<contact/>").invalidJson(),
                patch("").invalidJson(),
                patch("[]").invalidJson(),
                patch("[{'first_name':'Ada'}]").invalidJson(),
                patch("null").invalidJson(),
                patch("'first_name'").invalidJson(),
                patch("{'first_name':'A','first_name':'B'}").invalidJson(),
                search("").invalidJson(),
                search("[]").invalidJson(),
                search("null").invalidJson());
    }

    private static List<Row> sizes() {
        return List.of(
                create(ADA + " ".repeat(ContactsEndpoint.MAX_BODY - ADA.length()))
                        .answered(201, "\"id\":5,"),
                create(ADA + " ".repeat(ContactsEndpoint.MAX_BODY + 1 - ADA.length()))
                        .tooLarge(),
                create("").bytes(new byte[2 * ContactsEndpoint.MAX_BODY]).tooLarge(),
                search("").bytes(new byte[ContactsEndpoint.MAX_BODY + 1]).tooLarge(),
                patch("").bytes(new byte[ContactsEndpoint.MAX_BODY + 1]).tooLarge(),
                get(LIST).bytes(new byte[ContactsEndpoint.MAX_BODY + 1]).tooLarge(),
                get("/contacts/1")
                        .bytes(new byte[ContactsEndpoint.MAX_BODY + 1])
                        .tooLarge(),
                delete("/contacts/1")
                        .bytes(new byte[ContactsEndpoint.MAX_BODY + 1])
                        .tooLarge(),
                row("HEAD", "/contacts/1")
                        .bytes(new byte[ContactsEndpoint.MAX_BODY + 1])
                        .tooLarge(),
                create("{'organization_id':456,'first_name':'" + "x".repeat(1_000_000) + "'}")
                        .invalidContact("first_name"),
                create("{'" + "x".repeat(1_000_000) + "':1}")
                        .invalidContact("organization_id", "first_name", "x".repeat(100)),
                create("{'x':" + nested(31) + "}").invalidContact("organization_id", "first_name", "x"),
                create("{'x':" + nested(32) + "}").invalidJson(),
                create("{'x':" + "[".repeat(500_000)).invalidJson(),
                create("{'x':".repeat(100_000)).invalidJson(),
                get(LIST, "{'query':{'x':" + nested(30) + "}}").invalidQuery("x"),
                get(LIST, "{'query':{'x':" + nested(31) + "}}").invalidJson(),
                create("{'organization_id':456,'first_name':'Ada',"
                                + IntStream.range(0, 50_000)
                                        .mapToObj(i -> "'p" + i + "':0")
                                        .collect(Collectors.joining(","))
                                + "}")
                        .invalidContact(names("p", 100)));
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    /** A create of Ada, with more. */
    private static Row ada(String more) {
        return create("{'organization_id':456,'first_name':'Ada'," + more + "}");
    }

    private static List<Row> creates() {
        return List.of(
                create("{}").invalidContact("organization_id", "first_name"),
                create("{'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':null,'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':'456','first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':456.0,'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':4.56e2,'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':1e999999999,'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':1e-999999999,'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':-456,'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':-0,'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':true,'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':[456],'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':{'$ne':1},'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':9007199254740992,'first_name':'Ada'}")
                        .invalidContact("organization_id"),
                create("{'organization_id':18446744073709552072,'first_name':'Ada'}")
                        .invalidContact("organization_id"),
                create("{'organization_id':457,'first_name':'Ada'}").forbidden(),
                create("{'organization_id':458,'first_name':'Ada'}").as(SOREN).forbidden(),
                create("{'organization_id':456,'first_name':'Eve'}").as(NOBODY).forbidden(),
                create("{'organization_id':456}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':null}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':''}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':' \\u00a0\\u2003'}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':7}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':true}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':['Ada']}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':{}}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':'A\\u0000'}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':'A\\nB'}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':'\\ud800'}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':'" + "x".repeat(256) + "'}")
                        .invalidContact("first_name"),
                ada("'last_name':7").invalidContact("last_name"),
                ada("'last_name':'\\u001b[31m'").invalidContact("last_name"),
                ada("'email':'nope'").invalidContact("email").saying("Invalid email format"),
                ada("'email':'a@b@c.de'").invalidContact("email"),
                ada("'email':'a@b.c\\r\\nBcc: x@y.z'").invalidContact("email"),
                ada("'email':['a@b.cd']").invalidContact("email"),
                ada("'phone':'12'").invalidContact("phone"),
                ada("'phone':1234567890").invalidContact("phone"),
                ada("'phone':'\\uff11\\uff12\\uff13'").invalidContact("phone"),
                ada("'phone_country_code':1").invalidContact("phone_country_code"),
                ada("'phone_country_code':'+12345'").invalidContact("phone_country_code"),
                ada("'phone_country_iso':'USA'").invalidContact("phone_country_iso"),
                ada("'owned_by_user_id':'789'").invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':789.0").invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':7.89e2").invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':1e999999999").invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':0").invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':-0").invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':9007199254740992").invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':1" + "0".repeat(999)).invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':true").invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':99").invalidContact("owned_by_user_id").saying("Unknown user"),
                ada("'owned_by_user_id':790").invalidContact("owned_by_user_id").saying("Unknown user"),
                ada("'company_id':201").invalidContact("company_id").saying("Unknown company"),
                ada("'company_id':{'id':101}").invalidContact("company_id"),
                ada("'nickname':'x'").invalidContact("nickname").saying("Unknown field"),
                ada("'firstName':'x'").invalidContact("firstName"),
                ada("'First_Name':'x'").invalidContact("First_Name"),
                ada("'first_name ':'x'").invalidContact("first_name "),
                ada("'organizationId':456").invalidContact("organizationId"),
                ada("'email.x':1").invalidContact("email.x"),
                ada("'$set':{'id':3}").invalidContact("$set"),
                ada("'$select':['id']").invalidContact("$select"),
                ada("'__proto__':{'admin':true}").invalidContact("__proto__"),
                ada("'constructor':{}").invalidContact("constructor"),
                ada("'toString':1").invalidContact("toString"),
                ada("'class':'x'").invalidContact("class"),
                ada("'@type':'x'").invalidContact("@type"),
                ada("'':1").invalidContact(""),
                ada("'\\ud800':1").invalidJson(),
                ada("'ifVersion':1").invalidContact("ifVersion"),
                create("{'first_name':7,'email':'nope','company_id':'1','zip':1,'custom_fields_by_name':{'$x':1}}")
                        .invalidContact(
                                "organization_id",
                                "first_name",
                                "email",
                                "company_id",
                                "custom_fields_by_name.$x",
                                "zip"),
                row("POST", "/contacts?organization_id=456")
                        .json("{'first_name':'Ada'}")
                        .invalidContact("organization_id"),
                row("POST", "/contacts?organization_id=457&$limit=x&email=y")
                        .json(ADA)
                        .answered(201, "\"id\":5,"),
                ada("'id':3,'version':9,'deleted_at':'x','created_at':7,'system_type':null,'created_by_user_id':1,"
                                + "'owner':{'id':790},'company':[],'avatar_url':'javascript:alert(1)',"
                                + "'channel_whatsapp_wa_id':5,'channel_instagram_user_id':'x','updated_at':{}")
                        .answered(
                                201,
                                "\"id\":5,",
                                "\"created_at\":\"2023-01-01T00:00:00.000Z\"",
                                "\"deleted_at\":null,\"created_by_user_id\":789,\"owned_by_user_id\":null",
                                "\"channel_whatsapp_wa_id\":null,\"channel_instagram_user_id\":null,"
                                        + "\"system_type\":\"contact\",\"avatar_url\":null"));
    }

    /** A create with these custom fields. */
    private static Row custom(String fields) {
        return ada("'custom_fields_by_name':" + fields);
    }

    private static List<Row> customFields() {
        return List.of(
                custom("'x'").invalidContact("custom_fields_by_name"),
                custom("7").invalidContact("custom_fields_by_name"),
                custom("[]").invalidContact("custom_fields_by_name"),
                custom("[{'x':1}]").invalidContact("custom_fields_by_name"),
                custom("{'$where':'1'}").invalidContact("custom_fields_by_name.$where"),
                custom("{'__proto__':'x'}").invalidContact("custom_fields_by_name.__proto__"),
                custom("{'':'x'}").invalidContact("custom_fields_by_name."),
                custom("{' ':'x'}").invalidContact("custom_fields_by_name."),
                custom("{'a\\u0000':'x'}").invalidContact("custom_fields_by_name.a\u0000"),
                custom("{'\\udc00':'x'}").invalidJson(),
                custom("{'" + "n".repeat(101) + "':'x'}").invalidContact("custom_fields_by_name." + "n".repeat(100)),
                custom("{'Size':1,'SIZE':2}").invalidContact("custom_fields_by_name.SIZE"),
                custom("{'x':{'y':1}}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':[1]}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':[['y']]}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':['\\u0000']}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':'\\ud800'}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':'" + "y".repeat(4_001) + "'}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':[" + "'y',".repeat(50) + "'y']}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':1234567890123456}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':0.1234567890123456}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':1e101}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':1e-101}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':1e999999999}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':-1e-999999999}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':1" + "0".repeat(999) + "}").invalidContact("custom_fields_by_name.x"),
                custom("{" + fields(101) + "}").invalidContact("custom_fields_by_name"),
                custom("{" + fields(100) + "}").answered(201, "\"id\":5,"),
                custom("{'x':-0,'y':0e99,'z':1.0}").answered(201, "\"x\":0,\"y\":0,\"z\":1"),
                custom("{'constructor':'a','toString':'b'}").answered(201, "\"constructor\":\"a\""),
                custom("null").answered(201, "\"id\":5,"));
    }

    private static String fields(int count) {
        return IntStream.range(0, count).mapToObj(i -> "'f" + i + "':1").collect(Collectors.joining(","));
    }

    private static List<Row> patches() {
        return List.of(
                patch("{'first_name':null}").invalidContact("first_name"),
                patch("{'first_name':' '}").invalidContact("first_name"),
                patch("{'first_name':7}").invalidContact("first_name"),
                patch("{'email':'nope'}").invalidContact("email"),
                patch("{'company_id':'102'}").invalidContact("company_id"),
                patch("{'company_id':102.0}").invalidContact("company_id"),
                patch("{'company_id':201}").invalidContact("company_id").saying("Unknown company"),
                patch("{'owned_by_user_id':790}")
                        .invalidContact("owned_by_user_id")
                        .saying("Unknown user"),
                patch("{'custom_fields_by_name':{'$x':1}}").invalidContact("custom_fields_by_name.$x"),
                patch("{'custom_fields_by_name':{'a':'x','A':'y'}}").invalidContact("custom_fields_by_name.A"),
                patch("{'nickname':'x'}").invalidContact("nickname"),
                patch("{'__proto__':{}}").invalidContact("__proto__"),
                patch("{'query':{'$select':['id']}}").invalidContact("query"),
                patch("{'organization_id':'456'}").invalidContact("organization_id"),
                patch("{'organization_id':null}").invalidContact("organization_id"),
                patch("{'organization_id':0}").invalidContact("organization_id"),
                patch("{'organization_id':457}").forbidden(),
                patch("/contacts/3", "{'organization_id':457}").forbidden(),
                patch("{'organization_id':457}").as(SOREN).invalidContact("organization_id"),
                patch("/contacts/3", "{'organization_id':456}").as(SOREN).invalidContact("organization_id"),
                patch("{'organization_id':458}").as(SOREN).forbidden(),
                patch("{'ifVersion':'2'}").invalidContact("ifVersion"),
                patch("{'ifVersion':2.0}").invalidContact("ifVersion"),
                patch("{'ifVersion':2e0}").invalidContact("ifVersion"),
                patch("{'ifVersion':null}").invalidContact("ifVersion"),
                patch("{'ifVersion':true}").invalidContact("ifVersion"),
                patch("{'ifVersion':[2]}").invalidContact("ifVersion"),
                patch("{'ifVersion':1}").conflict(2),
                patch("{'ifVersion':0}").conflict(2),
                patch("{'ifVersion':-2}").conflict(2),
                patch("{'ifVersion':18446744073709551618}").conflict(2), // 2 + 2^64
                patch("{'ifVersion':1,'first_name':'Ada'}").conflict(2),
                patch("{'IfVersion':2}").invalidContact("IfVersion"),
                patch("{'version':1}").answered(200, "\"id\":1,"),
                patch("/contacts/1?$select=version", "{'ifVersion':2,'last_name':'X'}")
                        .answered(200, "{\"id\":1,\"version\":3}"),
                patch("{'organization_id':456}").answered(200, "\"id\":1,"),
                patch("/contacts/1?$select=version", "{'id':3,'owner':null,'avatar_url':7,'channel_whatsapp_wa_id':[]}")
                        .answered(200, "{\"id\":1,\"version\":2}"));
    }

    /** A search in organization 456. */
    private static Row find(String more) {
        return search("{'organization_id':456" + more + "}");
    }

    private static List<Row> searches() {
        String john = ",'searchTerm':'john','searchIn':'name'";
        String phone = ",'searchTerm':'4567','searchIn':'phone'";
        return List.of(
                search("{}").invalidSearch("organization_id", "searchIn", "searchTerm"),
                find("").invalidSearch("searchIn", "searchTerm"),
                find(",'searchTerm':'john'").invalidSearch("searchIn"),
                find(",'searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':null,'searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':'','searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':' j ','searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':'\\ud83d\\ude00','searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':'\\u0301\\u0301\\u0301','searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':'jo\\u0000hn','searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':'jo\\ud800','searchIn':'email'").invalidSearch("searchTerm"),
                find(",'searchTerm':'" + "x".repeat(256) + "','searchIn':'name'")
                        .invalidSearch("searchTerm"),
                find(",'searchTerm':'" + "\ufdfa".repeat(255) + "','searchIn':'name'")
                        .invalidSearch("searchTerm"),
                find(",'searchTerm':'" + "x".repeat(1_000_000) + "','searchIn':'name'")
                        .invalidSearch("searchTerm"),
                find(",'searchTerm':1234,'searchIn':'phone','phone_country_iso':'US','phone_country_code':'+1'")
                        .invalidSearch("searchTerm"),
                find(",'searchTerm':['john'],'searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':{'$ne':''},'searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':'john','searchIn':null").invalidSearch("searchIn"),
                find(",'searchTerm':'john','searchIn':'Name'").invalidSearch("searchIn"),
                find(",'searchTerm':'john','searchIn':'name '").invalidSearch("searchIn"),
                find(",'searchTerm':'john','searchIn':'custom_fields_by_name'").invalidSearch("searchIn"),
                find(",'searchTerm':'john','searchIn':['name']").invalidSearch("searchIn"),
                find(",'searchTerm':'john','searchIn':1").invalidSearch("searchIn"),
                find(phone).invalidSearch("phone_country_code", "phone_country_iso"),
                find(phone + ",'phone_country_iso':'US'").invalidSearch("phone_country_code"),
                find(phone + ",'phone_country_code':'+1'").invalidSearch("phone_country_iso"),
                find(phone + ",'phone_country_code':'','phone_country_iso':' '")
                        .invalidSearch("phone_country_code", "phone_country_iso"),
                find(phone + ",'phone_country_code':1,'phone_country_iso':'US'").invalidSearch("phone_country_code"),
                find(phone + ",'phone_country_code':'+1','phone_country_iso':'USA'")
                        .invalidSearch("phone_country_iso"),
                find(",'searchTerm':'no1','searchIn':'phone','phone_country_iso':'US','phone_country_code':'1'")
                        .invalidSearch("searchTerm"),
                find(john + ",'$limit':'5'").invalidSearch("$limit"),
                find(john + ",'$limit':-1").invalidSearch("$limit"),
                find(john + ",'$limit':1.5").invalidSearch("$limit"),
                find(john + ",'$limit':1e1").invalidSearch("$limit"),
                find(john + ",'$skip':'0'").invalidSearch("$skip"),
                find(john + ",'$skip':2147483648").invalidSearch("$skip"),
                find(john + ",'$select':'nope'").invalidSearch("$select"),
                find(john + ",'$select':['owner']").invalidSearch("$select"),
                find(john + ",'$sort':{'id':1}").invalidSearch("$sort"),
                find(john + ",'$after':''").invalidSearch("$after"),
                find(john + ",'$where':'1'").invalidSearch("$where"),
                find(john + ",'fastJoinForContactList':true").invalidSearch("fastJoinForContactList"),
                find(john + ",'limit':1").invalidSearch("limit"),
                find(john + ",'query':{}").invalidSearch("query"),
                find(john + ",'company_id':101").invalidSearch("company_id"),
                find(john + ",'$or':[]").invalidSearch("$or"),
                find(john + ",'filter':[]").invalidSearch("filter"),
                find(john + ",'filter':'id=1'").invalidSearch("filter"),
                find(john + ",'filter':{'nope':1,'company_id':'101','$or':[{'email':{'$foo':1}}]}")
                        .invalidSearch("filter.nope", "filter.company_id", "filter.$or.0.email.$foo"),
                find(john + ",'filter':{'filter':{}}").invalidSearch("filter.filter"),
                find(john + ",'filter':{'$limit':1}").invalidSearch("filter.$limit"),
                find(john + ",'filter':" + "{'$not':".repeat(8) + "{}" + "}".repeat(8))
                        .invalidSearch("filter"),
                find(john + ",'filter':" + "{'$not':".repeat(30) + "{}" + "}".repeat(30))
                        .invalidSearch("filter"),
                find(john + ",'filter':{'$or':[{}" + ",{}".repeat(300_000) + "]}")
                        .invalidSearch("filter"),
                find(john + ",'filter':null").answered(200, "\"total\":1,"),
                find(john + ",'filter':{}").answered(200, "\"total\":1,"),
                find(john + ",'filter':{'company_id':101}").answered(200, "\"total\":1,"),
                find(john + ",'filter':{'$not':{'company_id':101}}").answered(200, "\"total\":0,"),
                find(john + ",'filter':{'organization_id':457}").answered(200, "\"total\":0,"),
                search("{'organization_id':'456'" + john + "}").invalidSearch("organization_id"),
                search("{'query':{'organization_id':456" + john + "}}")
                        .invalidSearch("organization_id", "searchIn", "searchTerm", "query"),
                search("{'organization_id':457" + john + "}").forbidden(),
                search("{'organization_id':456" + john + "}").as(NOBODY).forbidden(),
                find(john + ",'$limit':1001").answered(200, "\"limit\":1000,"),
                find(john + ",'$limit':0").answered(200, "\"total\":1,\"limit\":0,\"skip\":0,\"data\":[]"),
                find(john + ",'$limit':null,'$skip':null,'$select':null").answered(200, "\"limit\":10,\"skip\":0,"),
                find(john + ",'phone_country_iso':7,'phone_country_code':[]").answered(200, "\"total\":1,"),
                find(",'searchTerm':'" + World.SECRET + "','searchIn':'name'").answered(200, "\"total\":0,"),
                find(",'searchTerm':'" + World.SECRET + "','searchIn':'email'").answered(200, "\"total\":0,"),
                find(",'searchTerm':'Gone','searchIn':'name'").answered(200, "\"total\":0,"),
                find(phone + ",'phone_country_iso':'us','phone_country_code':'1'")
                        .answered(200, "\"total\":1,"));
    }

    private static List<Row> injections() {
        return List.of(
                get("/contacts/1'%20OR%20'1'='1").notFound("1' OR '1'='1"),
                get("/contacts/1;DROP%20TABLE%20contacts--").notFound("1;DROP TABLE contacts--"),
                get("/contacts/1%20UNION%20SELECT%201").notFound("1 UNION SELECT 1"),
                get("/contacts/%25").notFound("%"),
                get("/contacts/_").notFound("_"),
                get("/contacts/%3Cscript%3Ealert(1)%3C%2Fscript%3E").notFound("<script>alert(1)</script>"),
                get("/contacts/1%0D%0ASet-Cookie:%20a=b").notFound("1\r\nSet-Cookie: a=b"),
                get("/contacts/%24%7Bjndi:ldap:x%7D").notFound("${jndi:ldap:x}"),
                get("/contacts/%7B%7B7*7%7D%7D").notFound("{{7*7}}"),
                get("/contacts/__proto__").notFound("__proto__"),
                get("/contacts/%22,%22code%22:200,%22x%22:%22").notFound("\",\"code\":200,\"x\":\""),
                get("/contacts?organization_id=456%20OR%201=1").invalidQuery("organization_id"),
                get("/contacts?organization_id=456'--").invalidQuery("organization_id"),
                get(LIST + "&$limit=1;DROP%20TABLE%20contacts").invalidQuery("$limit"),
                get(LIST + "&$skip=1%20OR%201=1").invalidQuery("$skip"),
                get(LIST + "&first_name'%20OR%201=1--=x").invalidQuery("first_name' OR 1"),
                find(",'searchTerm':'%%','searchIn':'name'").answered(200, "\"total\":0,"),
                find(",'searchTerm':'__','searchIn':'name'").answered(200, "\"total\":0,"),
                find(",'searchTerm':'\\\\\\\\','searchIn':'name'").answered(200, "\"total\":0,"),
                find(",'searchTerm':'j_hn','searchIn':'name'").answered(200, "\"total\":0,"),
                find(",'searchTerm':'j%n','searchIn':'name'").answered(200, "\"total\":0,"),
                find(",'searchTerm':'.*','searchIn':'name'").answered(200, "\"total\":0,"),
                find(",'searchTerm':'%@%','searchIn':'email'").answered(200, "\"total\":0,"),
                find(",'searchTerm':'\\u0027 OR 1=1 --','searchIn':'email'").answered(200, "\"total\":0,"),
                find(",'searchTerm':'1%2','searchIn':'phone','phone_country_iso':'US','phone_country_code':'+1'")
                        .answered(200, "\"total\":1,"), // its digits are 12
                find(",'searchTerm':'12','searchIn':'phone','phone_country_iso':'%%','phone_country_code':'+1'")
                        .invalidSearch("phone_country_iso"),
                ada("'last_name':'Robert\\u0027); DROP TABLE contacts;--'").answered(201, "Robert'); DROP TABLE"),
                ada("'last_name':'<img src=x onerror=alert(1)>'").answered(201, "<img src=x onerror=alert(1)>"),
                ada("'last_name':'${jndi:ldap://x/a}'").answered(201, "${jndi:ldap://x/a}"),
                ada("'last_name':'x\\r\\nADMIN logged in'").invalidContact("last_name"),
                ada("'email':'\\u0027 OR 1=1--'").invalidContact("email"),
                ada("'phone':'1234567 OR 1=1'").invalidContact("phone"),
                custom("{'x\\u0027 OR 1=1--':'y'}").answered(201, "x' OR 1=1--"),
                patch("{'last_name':'x\\u0027, organization_id=457--'}").answered(200, "\"organization_id\":456"));
    }

    /** Which of two mistakes is told: the order of refusals. */
    private static List<Row> twoMistakes() {
        byte[] tooLarge = new byte[ContactsEndpoint.MAX_BODY + 1];
        return List.of(
                // 404 of the route before 405, 401, 413
                row("PUT", "/nowhere").pathNotFound(),
                get("/nowhere").authorization(NO_HEADER).pathNotFound(),
                row("POST", "/nowhere").bytes(tooLarge).pathNotFound(),
                row("POST", "/nowhere")
                        .header("X-Service-Method", "nope")
                        .json("{")
                        .pathNotFound(),
                get("/contacts/%zz?x=%").authorization(NO_HEADER).pathNotFound(),
                // 405 before 401, 413, 400
                row("PUT", "/contacts/1").authorization(NO_HEADER).notSupported("update"),
                row("PATCH", "/contacts").authorization(NO_HEADER).notAllowed(),
                create(ADA)
                        .header("X-Service-Method", "nope")
                        .authorization(NO_HEADER)
                        .notSupported("nope"),
                row("PUT", "/contacts/1").bytes(tooLarge).notSupported("update"),
                row("PUT", "/contacts/1?x=%").json("{").notSupported("update"),
                row("PUT", "/contacts/abc").notSupported("update"),
                // 401 before 413, 400, 404
                create("").bytes(tooLarge).authorization(NO_HEADER).notAuthenticated(),
                create("{").authorization(NO_HEADER).notAuthenticated(),
                create("[]").bearer("an expired token", Tokens.expired()).notAuthenticated(),
                get("/contacts?x=%").authorization(NO_HEADER).notAuthenticated(),
                get("/contacts/99").authorization(NO_HEADER).notAuthenticated(),
                get("/contacts?organization_id=457").authorization(NO_HEADER).notAuthenticated(),
                // 413 before 400, 404
                create("").bytes(tooLarge).header("Content-Type", "text/plain").tooLarge(),
                row("POST", "/contacts?x=%").bytes(tooLarge).tooLarge(),
                row("PATCH", "/contacts/abc").bytes(tooLarge).tooLarge(),
                delete("/contacts/99?nope=1").bytes(tooLarge).tooLarge(),
                // 400 of the body before 405 of a list, and before what the query says
                create("[").invalidJson(),
                create("[]").header("Content-Type", "text/plain").contentType(),
                create("{").header("Content-Type", "text/plain").contentType(),
                create("")
                        .bytes(named(0xFF))
                        .header("Content-Type", "text/plain")
                        .contentType(),
                row("POST", "/contacts?x=%").json("{").invalidJson(),
                row("POST", "/contacts?$select=nope").json("{").invalidJson(),
                get("/contacts?x=%", "{").invalidJson(),
                get("/contacts?nope=1", "[]").invalidJson(),
                get("/contacts?organization_id=457", "{").invalidJson(),
                patch("/contacts/99?x=%", "{").invalidJson(),
                patch("/contacts/99", "[]").invalidJson(),
                patch("/contacts/1?organization_id=457", "null").invalidJson(),
                // 405 of a list before all of its contents
                create("[]").notAllowed(),
                create("[" + ADA + "]").notAllowed(),
                create("[" + ADA + "," + ADA + "]").notAllowed(),
                create("[{'organization_id':457}]").notAllowed(),
                create("[7]").notAllowed(),
                row("POST", "/contacts?x=%").json("[]").notAllowed(),
                row("POST", "/contacts?$select=nope").json("[]").notAllowed(),
                // 400 before 403, 404, 409
                get("/contacts?organization_id=457&$limit=x").invalidQuery("$limit"),
                get("/contacts?organization_id=457&nope=1").invalidQuery("nope"),
                get("/contacts/99?nope=1").invalidQuery("nope"),
                get("/contacts/abc?$select=nope").invalidQuery("$select"),
                get("/contacts/1?organization_id=457&$select=nope").invalidQuery("$select"),
                delete("/contacts/99?organization_id=x").invalidQuery("organization_id"),
                create("{'organization_id':457}").invalidContact("first_name"),
                create("{'organization_id':457,'first_name':'A','email':'nope'}")
                        .invalidContact("email"),
                create("{'organization_id':457,'first_name':'A','zip':1}").invalidContact("zip"),
                search("{'organization_id':457,'searchTerm':'j','searchIn':'name'}")
                        .invalidSearch("searchTerm"),
                search("{'organization_id':457,'searchTerm':'jo','searchIn':'name','zip':1}")
                        .invalidSearch("zip"),
                patch("/contacts/99", "{'zip':1}").invalidContact("zip"),
                patch("/contacts/99", "{'first_name':7}").invalidContact("first_name"),
                patch("/contacts/abc", "{'ifVersion':'x'}").invalidContact("ifVersion"),
                patch("{'ifVersion':1,'first_name':7}").invalidContact("first_name"),
                patch("{'organization_id':457,'zip':1}").invalidContact("zip"),
                patch("/contacts/1?organization_id=457", "{'zip':1}").invalidContact("zip"),
                // 400 of the query before 400 of the body's contents: their messages differ
                patch("/contacts/1?nope=1", "{'zip':1}").invalidQuery("nope"),
                row("POST", "/contacts?$select=nope").json("{}").invalidQuery("$select"),
                get("/contacts?nope=1", "{'zip':1}").invalidQuery("zip"),
                // 403 of an organization before 400 of a directory, 404, 409
                create("{'organization_id':457,'first_name':'A','company_id':99}")
                        .forbidden(),
                get("/contacts/99?organization_id=457").forbidden(),
                get("/contacts/abc?organization_id=457").forbidden(),
                delete("/contacts/99?organization_id=458").forbidden(),
                patch("/contacts/99", "{'organization_id':457}").forbidden(),
                patch("/contacts/abc", "{'organization_id':457}").forbidden(),
                patch("{'organization_id':457,'ifVersion':1}").forbidden(),
                patch("{'organization_id':457,'email':'nope'}").forbidden(),
                // 404 before 409 and 400 of the result
                patch("/contacts/99", "{'ifVersion':1}").notFound("99"),
                patch("/contacts/2", "{'ifVersion':1,'email':'nope'}").notFound("2"),
                patch("/contacts/3", "{'email':'nope'}").notFound("3"),
                patch("/contacts/3", "{'organization_id':456,'email':'nope'}").notFound("3"),
                // 409 before 400 of the result
                patch("{'ifVersion':1,'email':'nope'}").conflict(2),
                patch("{'ifVersion':1,'company_id':99}").conflict(2),
                patch("{'ifVersion':1,'first_name':null}").conflict(2),
                patch("{'ifVersion':1,'organization_id':457}").as(SOREN).conflict(2));
    }
}
