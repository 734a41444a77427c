package dev.contactbook.it.rest.hostile;

import static dev.contactbook.it.rest.HostileRequest.delete;
import static dev.contactbook.it.rest.HostileRequest.get;
import static dev.contactbook.it.rest.HostileRequest.patch;
import static dev.contactbook.it.rest.HostileRequest.row;
import static dev.contactbook.it.rest.hostile.Samples.ADA;
import static dev.contactbook.it.rest.hostile.Samples.LIST;
import static dev.contactbook.it.rest.hostile.Samples.filtered;
import static dev.contactbook.it.rest.hostile.Samples.find;

import dev.contactbook.it.rest.HostileRequest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Limits, skips, orders, selections and totals of pages (contract §7). */
final class PageRequests {
    private PageRequests() {}

    static List<HostileRequest> table() {
        return Stream.of(limits(), sorts(), selects(), totals())
                .flatMap(List::stream)
                .toList();
    }

    private static List<HostileRequest> limits() {
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

    private static List<HostileRequest> sorts() {
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

    private static List<HostileRequest> selects() {
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

    private static List<HostileRequest> totals() {
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
}
