package dev.contactbook.it.rest.hostile;

import static dev.contactbook.it.rest.HostileRequest.delete;
import static dev.contactbook.it.rest.HostileRequest.get;
import static dev.contactbook.it.rest.HostileRequest.patch;
import static dev.contactbook.it.rest.HostileRequest.row;
import static dev.contactbook.it.rest.Tokens.NOBODY;
import static dev.contactbook.it.rest.Tokens.SOREN;
import static dev.contactbook.it.rest.hostile.Samples.ADA;
import static dev.contactbook.it.rest.hostile.Samples.LIST;
import static dev.contactbook.it.rest.hostile.Samples.names;

import dev.contactbook.it.rest.HostileRequest;
import dev.contactbook.it.rest.HostileWorld;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Query strings and unknown keys in them (contract §7). */
final class QueryRequests {
    private QueryRequests() {}

    static List<HostileRequest> table() {
        return Stream.of(unknownKeys(), queryStrings(), queriesOfOne())
                .flatMap(List::stream)
                .toList();
    }

    private static List<HostileRequest> unknownKeys() {
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

    private static String parameters(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + i + "=" + i).collect(Collectors.joining("&"));
    }

    private static List<HostileRequest> queryStrings() {
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

    private static List<HostileRequest> queriesOfOne() {
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
                delete("/contacts/3?organization_id=457").as(SOREN).answered(200, HostileWorld.SECRET));
    }
}
