package dev.contactbook.it.rest.hostile;

import static dev.contactbook.it.rest.HostileRequest.create;
import static dev.contactbook.it.rest.HostileRequest.delete;
import static dev.contactbook.it.rest.HostileRequest.get;
import static dev.contactbook.it.rest.HostileRequest.patch;
import static dev.contactbook.it.rest.HostileRequest.row;
import static dev.contactbook.it.rest.Tokens.NOBODY;
import static dev.contactbook.it.rest.Tokens.SOREN;
import static dev.contactbook.it.rest.hostile.Samples.ADA;
import static dev.contactbook.it.rest.hostile.Samples.LIST;

import dev.contactbook.it.rest.HostileRequest;
import dev.contactbook.it.rest.HostileWorld;
import java.util.List;
import java.util.stream.Stream;

/** Paths, ids, verbs and service methods (contract §7). */
final class RouteRequests {
    private RouteRequests() {}

    static List<HostileRequest> table() {
        return Stream.of(paths(), ids(), methods(), serviceMethods())
                .flatMap(List::stream)
                .toList();
    }

    private static List<HostileRequest> paths() {
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

    private static List<HostileRequest> ids() {
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
                get("/contacts/3").as(SOREN).answered(200, HostileWorld.SECRET),
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

    private static List<HostileRequest> methods() {
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

    private static List<HostileRequest> serviceMethods() {
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
}
